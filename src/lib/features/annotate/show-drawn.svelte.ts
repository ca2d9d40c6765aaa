import { untrack } from 'svelte';
import { labelGlyphs } from '#lib/layers/label-glyphs.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import type { Annotation } from './annotation.svelte.ts';
import type { ToDraw } from './drawn-of.ts';

const OVERLAY = 'drawn';
const load = () => Promise.all([import('./drawn-of.ts'), import('#lib/layers/drawn/build-drawn.ts')]);
let loading: ReturnType<typeof load> | undefined;

/** Keeps a page's drawings, and areas that filter, on its map; called while a page is made, ends with it. */
export function showDrawn(session: CitySession, annotation: Annotation): void {
	// A camera's move is a new view state: what hangs on this does not hear of it.
	const filters = $derived(session.view.spec.filters);
	const rings = $derived(
		distinct(filters.flatMap((filter) => (filter.kind === 'area' ? [filter.ring] : [])))
	);
	$effect(() => {
		const { scene } = session;
		const { kept, drawing, next, byKeys } = annotation;
		const wanted: ToDraw = { kept, drawing, next, byKeys, filters: rings, locale: locale.current };
		if (!scene) return;
		if (!drawing && kept.length === 0 && rings.length === 0) {
			scene.setOverlay(OVERLAY, undefined);
			return;
		}
		let current = true;
		untrack(() => {
			loading ??= load();
			void loading.then(([{ drawnOf }, { buildDrawn }]) => {
				if (!current) return;
				const drawn = drawnOf(wanted);
				const show = () => scene.setOverlay(OVERLAY, (context) => buildDrawn(context, OVERLAY, drawn), 'top');
				const glyphs = labelGlyphs(drawn.labels.map(({ text }) => text));
				if (glyphs) void glyphs.then(() => current && show());
				else show();
			});
		});
		return () => (current = false);
	});
}

/** Several datasets may be held to one area. */
function distinct<Ring>(rings: readonly Ring[]): readonly Ring[] {
	return [...new Map(rings.map((ring) => [JSON.stringify(ring), ring])).values()];
}
