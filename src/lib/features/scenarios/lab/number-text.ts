import { locale } from '#lib/state/locale.svelte.ts';
import { formatUnit, formatValue } from '#lib/ui/format.ts';
import { percentText, signed } from '../../compare/difference-words.ts';
import type { NumberColumn } from './number-table.ts';

/** A cell of a table of numbers. */
export function numberText(value: number | null | undefined, as: NumberColumn['as'] = 'value'): string {
	if (value === null || value === undefined) return '—';
	if (as === 'share') return percentText(100 * value);
	return as === 'difference' ? signed(value) : formatValue(locale.current, value);
}

/** With its unit. */
export const amountText = (value: number | null, unit: string, as: NumberColumn['as'] = 'value'): string =>
	value === null ? '—' : `${numberText(value, as)} ${formatUnit(unit)}`.trim();
