const UNITS: Readonly<Record<string, string>> = {
	'1': '',
	Cel: '°C',
	'[degF]': '°F',
	deg: '°',
	'[pH]': 'pH',
	// A rate without what it counts says nothing.
	'{vehicle}/h': 'veh/h'
};

/** UCUM code as printed: m2 → m², ug/m3 → µg/m³, Cel → °C; pure numbers have none. */
export const formatUnit = (unit: string): string =>
	UNITS[unit] ??
	unit
		.replaceAll(/\{[^}]*\}/g, '')
		.replaceAll(/\bhar\b/g, 'ha')
		.replaceAll(/\[(pp[bmt])[a-z]*\]/g, '$1')
		.replaceAll(/\bu(?=[a-zA-Z])/g, 'µ')
		.replaceAll(/(?<=[a-zA-Z])2\b/g, '²')
		.replaceAll(/(?<=[a-zA-Z])3\b/g, '³')
		.replaceAll('.', '·');
