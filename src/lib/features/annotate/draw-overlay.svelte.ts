import { untrack } from 'svelte';
import { labelGlyphs } from '#lib/layers/label-glyphs.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import type { ToDraw } from './drawn-of.ts';

const load = () => Promise.all([import('./drawn-of.ts'), import('#lib/layers/drawn/build-drawn.ts')]);
let loading: ReturnType<typeof load> | undefined;

/** Keeps strokes on a page's map as an overlay; undefined: there are none. Called while a page is made, ends with it. */
export function drawOverlay(
	session: CitySession,
	overlay: string,
	read: () => Omit<ToDraw, 'locale'> | undefined
): void {
	$effect(() => {
		const { scene } = session;
		const strokes = read();
		const wanted = strokes && { ...strokes, locale: locale.current };
		if (!scene) return;
		if (!wanted) {
			scene.setOverlay(overlay, undefined);
			return;
		}
		let current = true;
		untrack(() => {
			loading ??= load();
			void loading.then(([{ drawnOf }, { buildDrawn }]) => {
				if (!current) return;
				const drawn = drawnOf(wanted);
				const show = () => scene.setOverlay(overlay, (context) => buildDrawn(context, overlay, drawn), 'top');
				const glyphs = labelGlyphs(drawn.labels.map(({ text }) => text));
				if (glyphs) void glyphs.then(() => current && show());
				else show();
			});
		});
		return () => (current = false);
	});
}
