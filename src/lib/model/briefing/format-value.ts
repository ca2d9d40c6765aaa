import { unitWords } from '../unit-words.ts';
import type { BriefingLanguage } from './draft.ts';
import type { FrozenValue } from './frozen.ts';

type Printed = Pick<FrozenValue, 'value' | 'unit'> & {
	readonly decimals?: FrozenValue['decimals'] | undefined;
};

const NO_DATA: Readonly<Record<BriefingLanguage, string>> = { 'zh-CN': '无数据', en: 'no data' };
/** Between a number and its unit: they are never parted at the end of a line. */
const SPACE = '\u00a0';
const MYRIAD = 10_000;
const SIGNIFICANT = 4;

/**
 * A number as every page, slide and file of a briefing says it: `31.4 km/h`, `1.235万`, `12,346`, `无数据`. Chinese
 * counts from ten thousand on in 万 and 亿 with four digits that count, English groups thousands. Words stay as they are.
 */
export function formatValue(printed: Printed, language: BriefingLanguage): string {
	const { value } = printed;
	if (value === null) return NO_DATA[language];
	if (typeof value === 'string') return value;
	if (typeof value === 'object') return language === 'en' ? value.en : value.zh;
	return formatNumber(value, printed.decimals, language) + unitBehind(printed.unit, language);
}

/** Number and unit apart, for a card that sets them in two sizes; the unit may be empty. */
export function valueParts(
	printed: Printed,
	language: BriefingLanguage
): { readonly value: string; readonly unit: string } {
	const { value } = printed;
	if (typeof value !== 'number') return { value: formatValue(printed, language), unit: '' };
	return {
		value: formatNumber(value, printed.decimals, language),
		unit: unitBehind(printed.unit, language).trim()
	};
}

/** A difference, with its sign and without a unit: `+9`, `−6.2`, `±0`. */
export function formatChange(
	change: number,
	{ decimals }: Pick<Printed, 'decimals'>,
	language: BriefingLanguage
): string {
	const size = formatNumber(Math.abs(change), decimals, language);
	const isNothing = size === formatNumber(0, decimals, language);
	return `${isNothing ? '±' : change > 0 ? '+' : '−'}${size}`;
}

function formatNumber(value: number, decimals: number | undefined, language: BriefingLanguage): string {
	const isLarge = Math.abs(value) >= MYRIAD;
	const digits: Intl.NumberFormatOptions =
		isLarge && language === 'zh-CN'
			? { notation: 'compact', maximumSignificantDigits: SIGNIFICANT }
			: decimals !== undefined
				? { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
				: isLarge
					? { maximumFractionDigits: 0 }
					: { maximumSignificantDigits: SIGNIFICANT };
	return new Intl.NumberFormat(language, { ...digits, signDisplay: 'negative' })
		.format(value)
		.replace('-', '−');
}

function unitBehind(unit: string, language: BriefingLanguage): string {
	const said = unitWords(unit)[language === 'zh-CN' ? 'zh' : 'en'];
	const isClose = said === '' || said === '°' || (said === '%' && language === 'zh-CN');
	return isClose ? said : SPACE + said;
}
