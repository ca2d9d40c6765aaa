import { classOf } from '#lib/model/classes/value-classes.ts';
import { unitWords, withUnit } from '#lib/model/unit-words.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatShort, formatValue } from '#lib/ui/format.ts';
import { said } from '../../alarms/alarm-words.ts';
import { percentText, signed } from '../../compare/difference-words.ts';
import type { NumberColumn } from './number-table.ts';

/** From here on nobody reads digit by digit. */
const LARGE = 1_000_000;

/** A cell of a table of numbers: what its class is called, when classes have names. */
export function cellText(
	value: number | null | undefined,
	{ as, classes }: Pick<NumberColumn, 'as' | 'classes'>
): string {
	const name = as === 'value' && typeof value === 'number' && classes?.names?.[classOf(value, classes)];
	return name ? said(name) : numberText(value, as);
}

/** A number as it is read, large ones in 万 and 亿 or M and B. */
export function numberText(value: number | null | undefined, as: NumberColumn['as'] = 'value'): string {
	if (value === null || value === undefined) return '—';
	if (as !== 'share' && Math.abs(value) >= LARGE) {
		const sign = as === 'difference' && value > 0 ? '+' : '';
		return `${sign}${formatShort(locale.current, value).replace('-', '−')}`;
	}
	if (as === 'share') return percentText(100 * value);
	return as === 'difference' ? signed(value) : formatValue(locale.current, value);
}

/** With its unit. */
export const amountText = (value: number | null, unit: string, as: NumberColumn['as'] = 'value'): string =>
	value === null ? '—' : withUnit(numberText(value, as), said(unitWords(unit)));
