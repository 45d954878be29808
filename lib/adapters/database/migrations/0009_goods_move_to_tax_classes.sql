-- Every rate that goods or typed amounts were taxed at becomes a class of its own, everywhere. The shop's own rate is the one that new
-- goods begin with.

WITH made AS MATERIALIZED (
	SELECT 'taxclass_' || gen_random_uuid() AS id, rates.rate, rates.rate = shop.custom_tax_rate_bp AS is_default,
		CASE WHEN rates.rate = shop.custom_tax_rate_bp THEN 'Standard' WHEN rates.rate = 0 THEN 'Zero'
			ELSE 'Taxed at ' || trim_scale(rates.rate / 100.0) || '%' END AS name,
		row_number() OVER (ORDER BY rates.rate = shop.custom_tax_rate_bp DESC, rates.rate DESC) - 1 AS position,
		CASE WHEN shop.tax_included THEN 'VAT' ELSE 'Sales tax' END AS rate_name
	FROM shop, (SELECT tax_rate_bp AS rate FROM product UNION SELECT custom_tax_rate_bp FROM shop) rates
), classes AS (
	INSERT INTO tax_class (id, name, position, is_default) SELECT id, name, position, is_default FROM made
), rates AS (
	INSERT INTO tax_rate (tax_class_id, position, name, rate_bp) SELECT id, 0, rate_name, rate FROM made
)
UPDATE product SET tax_class_id = made.id FROM made WHERE product.tax_rate_bp = made.rate;
