import { untrack } from 'svelte';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import { changesBodies, type PlannedBodies } from '#lib/scenarios/edit/planned-bodies.ts';
import type { CitySession } from '../../map/session.svelte.ts';

export interface WhatStandsOptions {
	/** Undefined: somebody else says what stands. */
	readonly edits: () => readonly ScenarioEdit[] | undefined;
	readonly ask: (edits: readonly ScenarioEdit[]) => Promise<PlannedBodies>;
	/** What comes is drawn by the caller. */
	readonly onblocks?: (blocks: PlannedBodies['blocks']) => void;
}

/**
 * Keeps the buildings that edits take away out of a map's picture; called while a page is made, ends with it. Edits that
 * cannot be made change nothing: their results say why.
 */
export function showWhatStands(session: CitySession, { edits, ask, onblocks }: WhatStandsOptions): void {
	const nothing: PlannedBodies = { gone: [], blocks: [] };
	const say = ({ gone, blocks }: PlannedBodies) => {
		if (gone.length > 0 || session.gone.length > 0) session.gone = gone;
		onblocks?.(blocks);
	};
	const wanted = $derived(edits());
	$effect(() => {
		if (!wanted) return;
		if (!changesBodies(wanted)) {
			untrack(() => say(nothing));
			return;
		}
		let current = true;
		ask(wanted)
			.catch(() => nothing)
			.then((bodies) => current && say(bodies));
		return () => (current = false);
	});
	$effect(() => () => untrack(() => wanted && say(nothing)));
}
