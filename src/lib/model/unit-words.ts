import type { Words } from './alarm-rule.ts';
import { formatUnit } from './unit-text.ts';

/** Units that people say rather than write as symbols: time, money, people, years. */
const SAID: Readonly<Record<string, Words>> = {
	s: { zh: '秒', en: 's' },
	min: { zh: '分钟', en: 'min' },
	h: { zh: '小时', en: 'h' },
	d: { zh: '天', en: 'd' },
	a: { zh: '年', en: 'years' },
	'/min': { zh: '/分钟', en: '/min' },
	'{person}': { zh: '人', en: '' },
	'{person}/har': { zh: '人/公顷', en: 'people/ha' },
	'{person}/s/m': { zh: '人/(s·m)', en: 'people/(s·m)' },
	'{vehicle}/h': { zh: '辆/小时', en: 'veh/h' },
	har: { zh: '公顷', en: 'ha' },
	CNY: { zh: '元', en: 'CNY' },
	'CNY/a': { zh: '元/年', en: 'CNY/year' },
	'CNY/h': { zh: '元/小时', en: 'CNY/h' },
	'CNY/W': { zh: '元/W', en: 'CNY/W' },
	'CNY/m2': { zh: '元/m²', en: 'CNY/m²' },
	'CNY/(kW.h)': { zh: '元/kWh', en: 'CNY/kWh' },
	'kg/(kW.h)': { zh: 'kg/kWh', en: 'kg/kWh' },
	'kW.h': { zh: 'kWh', en: 'kWh' },
	'kW.h/a': { zh: 'kWh/年', en: 'kWh/year' },
	'MW.h/a': { zh: 'MWh/年', en: 'MWh/year' },
	'kW.h/m2/a': { zh: 'kWh/m²/年', en: 'kWh/m²/year' },
	t: { zh: '吨', en: 't' },
	't/a': { zh: '吨/年', en: 't/year' },
	't/h': { zh: '吨/小时', en: 't/h' }
};

/** A UCUM code as people say it in both languages: CNY/a → 元/年; symbols stay symbols. */
export const unitWords = (unit: string): Words => {
	const printed = formatUnit(unit);
	return SAID[unit] ?? { zh: printed, en: printed };
};

/** A number with its unit: a space stands before symbols, none before Chinese words. */
export const withUnit = (number: string, unit: string): string =>
	/^[\u4e00-\u9fff/]/.test(unit) ? number + unit : `${number} ${unit}`.trim();
