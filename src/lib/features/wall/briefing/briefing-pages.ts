import type { BriefingDraft, BriefingStep } from '#lib/model/briefing/draft.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** A page of a briefing on a wall. */
export type BriefingPage =
	{ readonly kind: 'title' } | { readonly kind: 'step'; readonly step: BriefingStep };

/** A page stays so long. */
export const BRIEFING_PAGE: Milliseconds = 20_000;

/** Title, then each claim. */
export const briefingPages = ({ steps }: Pick<BriefingDraft, 'steps'>): readonly BriefingPage[] => [
	{ kind: 'title' },
	...steps.map((step): BriefingPage => ({ kind: 'step', step }))
];

/** Whose turn it is, 0 first: all machines begin with the title when the scene comes on air. */
export function turnOf(count: number, onAirSince: EpochMs, serverNow: EpochMs): number {
	const turns = Math.floor(Math.max(0, serverNow - onAirSince) / BRIEFING_PAGE);
	return count > 0 ? turns % count : 0;
}
