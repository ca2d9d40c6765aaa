import type { Note } from '#lib/model/note.ts';
import { m } from '#lib/paraglide/messages.js';
import { labelGlyphs } from '../label-glyphs.ts';
import type { CityLayer, LayerHost, LayerKind, ShownLayer } from '../layer.ts';
import { metresOfPixel } from '../pixel-size.ts';
import type { buildNotes as buildNotesOf } from './build-notes.ts';
import { placeOfNote } from './note-place.ts';

/** Drawings with words that the server keeps. */
export default {
	kind: 'notes',
	layersOf: () => [
		{
			id: 'notes',
			kind: 'notes',
			group: 'base',
			title: () => m.notes(),
			swatch: { shape: 'note', token: '--cat-4' },
			initially: true,
			show: (host) => showNotes(host, 'notes')
		} satisfies CityLayer
	]
} satisfies LayerKind;

function showNotes(host: LayerHost, id: string): ShownLayer {
	let notes: readonly Note[] = [];
	let selected: number | undefined;
	let build: typeof buildNotesOf | undefined;
	let shown = true;
	let stop = () => {};
	let metresPerPixel = metresOfPixel(host.scene.camera);

	import('./build-notes.ts').then(({ buildNotes }) => {
		if (!shown) return;
		build = buildNotes;
		stop =
			host.notes?.((next) => {
				notes = next;
				const glyphs = labelGlyphs(next.map(({ text }) => text));
				if (glyphs) void glyphs.then(draw);
				else draw();
			}) ?? stop;
		host.loaded();
	}, host.failed);
	const stopCamera = host.scene.on('camera', () => {
		const next = metresOfPixel(host.scene.camera);
		if (next === metresPerPixel) return;
		metresPerPixel = next;
		draw();
	});

	function draw() {
		if (!build || !shown) return;
		const [builder, given] = [build, { id, notes, selected, metresPerPixel }];
		const none = notes.length === 0;
		host.scene.setOverlay(id, none ? undefined : (context) => builder(context, given), 'top');
	}

	return {
		select(index) {
			if (selected === index) return;
			selected = index;
			draw();
		},
		placeOf: (index) => notes[index] && placeOfNote(notes[index]),
		restyle: draw,
		hide() {
			shown = false;
			stopCamera();
			stop();
			host.scene.setOverlay(id, undefined);
		}
	};
}
