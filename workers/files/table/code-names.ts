const CODES =
	/(^|[_ ])(zip|zipcode|postcode|postal_code|plz|id|key|code|phone|bbl|bin|geoid|fips|adcode)($|[_ ])|编号|编码|代码|邮编|电话/i;

/** Whether numbers of this name only name something: nobody sums them. */
export const isCodeName = (name: string): boolean => CODES.test(name);
