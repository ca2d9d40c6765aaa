import type { BriefingLanguage } from '#lib/model/briefing/draft.ts';
import { formatChange } from '#lib/model/briefing/format-value.ts';
import type { FrozenCard } from '#lib/model/briefing/frozen.ts';

/** How far a number is from what it was. */
export interface CardChange {
	readonly since: 'day' | 'week';
	/** With its sign, without a unit: `+9`. */
	readonly text: string;
	readonly way: 'up' | 'down' | 'level';
}

/** Against a day and a week before, of those that are known. */
export function changesOf(
	card: Pick<FrozenCard, 'value' | 'dayBefore' | 'weekBefore' | 'decimals'>,
	language: BriefingLanguage
): readonly CardChange[] {
	const { value } = card;
	if (typeof value !== 'number') return [];
	return (['day', 'week'] as const).flatMap((since) => {
		const before = since === 'day' ? card.dayBefore : card.weekBefore;
		if (before === null) return [];
		const text = formatChange(value - before, card, language);
		return { since, text, way: text.startsWith('+') ? 'up' : text.startsWith('−') ? 'down' : 'level' };
	});
}

/** Where a number is against its target; undefined without a number or a target. */
export function sideOf({
	value,
	target: { from, to }
}: Pick<FrozenCard, 'value' | 'target'>): 'above' | 'below' | 'inside' | undefined {
	if (typeof value !== 'number' || (from === undefined && to === undefined)) return undefined;
	if (to !== undefined && value > to) return 'above';
	return from !== undefined && value < from ? 'below' : 'inside';
}

/** The steps of a trend as points in time. */
export const trendPoints = ({
	from,
	step,
	values
}: FrozenCard['trend']): readonly { readonly at: number; readonly value: number | null }[] =>
	values.map((value, index) => ({ at: from + index * step, value }));

/** A target without the bounds that it does not have. */
export const boundsOf = ({
	from,
	to
}: FrozenCard['target']): { readonly from?: number; readonly to?: number } => ({
	...(from !== undefined && { from }),
	...(to !== undefined && { to })
});
