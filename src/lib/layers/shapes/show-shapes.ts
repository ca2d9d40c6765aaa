import type { DatasetOf } from '#lib/model/city.ts';
import type { LayerHost, ShownLayer } from '../layer.ts';
import { chosenRows, paintRows, type PaintedRows } from '../points/paint-rows.ts';
import { StyledColumn } from '../points/styled-column.ts';
import { chosenTokens, singledOut } from '../styled/class-focus.ts';
import { countedInView } from '../styled/in-view.ts';
import { isSameCut } from '../styled/same-cut.ts';
import type { buildShapes } from './build-shapes.ts';
import { loadShapes, type Shapes } from './load-shapes.ts';

/** Where lines and areas come from, and how strong they are. */
export interface ShapeSource {
	/** Reads them from the dataset's file. */
	readonly load: typeof loadShapes;
	/** What lies over them is what is meant: lines that no column colours are thin and faint. */
	readonly isFaint: boolean;
}

/** Lines and areas where they lie, coloured by a column when the view wants it. */
export function showShapes(
	host: LayerHost,
	{ id, file, columns }: DatasetOf<'shapes' | 'points'>,
	token: string,
	{ load, isFaint }: ShapeSource = { load: loadShapes, isFaint: false }
): ShownLayer {
	const stop = new AbortController();
	let style = host.style?.() ?? {};
	let mask: Uint8Array | undefined;
	let lit: string | undefined;
	let shapes: Shapes | undefined;
	let painted: PaintedRows | undefined;
	let build: typeof buildShapes | undefined;
	const failed = (thrown: unknown) => {
		if (!stop.signal.aborted) host.failed(thrown);
	};

	const fieldOf = () =>
		columns.find(({ name, kind }) => name === style.field && (kind === 'number' || kind === 'category'))
			?.name;

	const column = new StyledColumn(host, id, fieldOf, stop.signal);

	async function open() {
		const url = new URL(file, new URL(host.packUrl, location.href)).href;
		[shapes, { buildShapes: build }] = await Promise.all([
			load(url, host.scene.frame, stop.signal),
			import('./build-shapes.ts'),
			column.load()
		]);
		if (stop.signal.aborted) return;
		paint();
		host.loaded();
	}
	open().catch(failed);

	/** What each row looks like, and the key that says it. */
	function paint() {
		// What was on its way when the layer was hidden is not drawn any more, nor said.
		if (!shapes || stop.signal.aborted) return;
		painted = column.values && paintRows(column.values, shapes, mask, style, 'dots', host.beside?.());
		sayKey();
		draw();
	}
	function sayKey() {
		if (!shapes) return;
		host.legend(
			painted && countedInView(painted.legend, host.ground?.(), shapes.lngLat, painted.classOfPlace)
		);
	}
	function draw() {
		if (!shapes || !build) return;
		const classes = painted?.legend.classes ?? [];
		const chosen = chosenTokens(classes, style.only);
		const own = painted ? chosenRows(painted, shapes.row, mask, chosen, shapes.rows) : mask;
		const given = { id, shapes, mask: own, token, painted, opacity: style.opacity, isFaint };
		const [builder, singled] = [build, lit];
		host.scene.setOverlay(id, (context) => builder(singledOut(context, classes, singled), given));
	}

	const stopCamera = host.scene.on('camera', (_, isSettled) => {
		if (isSettled) sayKey();
	});

	return {
		style(next = {}) {
			const isSame = isSameCut(style, next);
			style = next;
			if (isSame) draw();
			else column.load().then(paint, failed);
		},
		setMask(next) {
			if (mask === next) return;
			mask = next;
			paint();
		},
		light(key) {
			lit = key;
			draw();
		},
		restyle: draw,
		hide() {
			stop.abort();
			stopCamera();
			host.legend(undefined);
			host.scene.setOverlay(id, undefined);
		}
	};
}
