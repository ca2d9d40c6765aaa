import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { formatValue } from '#lib/ui/format.ts';
import type { DivergingClass } from './diverging-scale.ts';

/** A difference with its sign: +11, −3.5; zero is plain. */
export function signed(value: number): string {
	const size = formatValue(locale.current, Math.abs(value));
	return value === 0 || size === '0' ? (value === 0 ? '0' : `≈ 0`) : `${value < 0 ? '−' : '+'}${size}`;
}

/** +12.3 %; what has no percentage is a dash. */
export const percentText = (percent: number | undefined): string =>
	percent === undefined
		? '—'
		: `${percent === 0 ? '' : percent < 0 ? '−' : '+'}${new Intl.NumberFormat(locale.current, { maximumFractionDigits: 1 }).format(Math.abs(percent))} %`;

/** What a class of the key holds: ≤ −30, −20, −10, ± 10, +10, +20, ≥ +30. */
export function classText({ place, from, to }: DivergingClass): string {
	if (place === 0) return to === undefined ? m.difference_none() : `± ${formatValue(locale.current, to)}`;
	const bound = `${place < 0 ? '−' : '+'}${formatValue(locale.current, from ?? 0)}`;
	if (to !== undefined) return bound;
	return `${place < 0 ? '≤' : '≥'} ${bound}`;
}
