import { untrack } from 'svelte';
import { drawOverlay } from '../../annotate/draw-overlay.svelte.ts';
import type { EditDesk } from './edit-desk.svelte.ts';
import { hollowMarks } from './hollow-marks.ts';

const OVERLAY = 'edits';
const load = () => import('#lib/layers/edits/build-edits.ts');
let loading: ReturnType<typeof load> | undefined;

/** Keeps a scenario's edits, and what is drawn for one, on its map; called while a page is made, ends with it. */
export function showEdits(desk: EditDesk): void {
	const { session, board } = desk;
	const result = $derived(session.scenario?.drawing?.shape.of);
	$effect(() => {
		const { scene } = session;
		const marks = hollowMarks(desk.marks, result);
		if (!scene) return;
		if (marks.length === 0) {
			scene.setOverlay(OVERLAY, undefined);
			return;
		}
		let current = true;
		untrack(() => {
			loading ??= load();
			void loading.then(({ buildEdits }) => {
				if (current) scene.setOverlay(OVERLAY, (context) => buildEdits(context, OVERLAY, marks), 'top');
			});
		});
		return () => (current = false);
	});
	// The map outlives an editor that is closed.
	$effect(() => {
		const { scene } = session;
		return () => scene?.setOverlay(OVERLAY, undefined);
	});
	drawOverlay(session, 'edit-drawing', () => {
		const { drawing, next, byKeys } = board;
		return drawing && { kept: [], drawing, next, byKeys, filters: [] };
	});
}
