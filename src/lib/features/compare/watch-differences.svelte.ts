import { untrack } from 'svelte';
import { SIDES } from './sides.ts';
import type { Comparison } from './comparison.svelte.ts';

/** Keeps what differs counted while the component that calls this is there and somebody reads it. */
export function watchDifferences(comparison: Comparison): void {
	const kind = $derived(comparison.spec?.kind);
	$effect(() => {
		// Another instant: what both said before is no difference of these two.
		for (const side of SIDES) void comparison.sessionOf(side)?.clock.current;
		void comparison.differences.key;
		if (comparison.differences.countsRows) {
			void comparison.page.scene;
			for (const side of SIDES) void comparison.sessionOf(side)?.filtered.masks;
		}
		if (kind !== 'difference' && !comparison.differences.isRead) return;
		return untrack(() => comparison.differences.watch());
	});
}
