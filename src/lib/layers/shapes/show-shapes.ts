import type { DatasetOf } from '#lib/model/city.ts';
import type { ColumnValues } from '#lib/model/gather/gather.ts';
import type { LayerHost, ShownLayer } from '../layer.ts';
import { paintRows, type PaintedRows } from '../points/paint-rows.ts';
import type { buildShapes } from './build-shapes.ts';
import { loadShapes, type Shapes } from './load-shapes.ts';

/** Lines and areas where they lie, coloured by a column when the view wants it. */
export function showShapes(host: LayerHost, dataset: DatasetOf<'shapes'>, token: string): ShownLayer {
	const { id, file, columns } = dataset;
	const stop = new AbortController();
	let style = host.style?.() ?? {};
	let mask: Uint8Array | undefined;
	let shapes: Shapes | undefined;
	let values: { readonly field: string; readonly column: ColumnValues } | undefined;
	let painted: PaintedRows | undefined;
	let build: typeof buildShapes | undefined;
	const failed = (thrown: unknown) => {
		if (!stop.signal.aborted) host.failed(thrown);
	};

	const fieldOf = () =>
		columns.find(({ name, kind }) => name === style.field && (kind === 'number' || kind === 'category'))
			?.name;

	async function load() {
		const url = new URL(file, new URL(host.packUrl, location.href)).href;
		[shapes, { buildShapes: build }] = await Promise.all([
			loadShapes(url, host.scene.frame, stop.signal),
			import('./build-shapes.ts'),
			loadValues()
		]);
		if (stop.signal.aborted) return;
		paint();
		host.loaded();
	}
	async function loadValues() {
		const field = fieldOf();
		if (field === values?.field) return;
		values = undefined;
		if (field === undefined) return;
		const column = await host.gather('column', { dataset: id, field }, stop.signal);
		if (field === fieldOf()) values = { field, column };
	}
	load().catch(failed);

	/** What each row looks like, and the key that says it. */
	function paint() {
		if (!shapes) return;
		const placed = { rows: shapes.rows, row: shapes.row, lngLat: new Float64Array(0) };
		painted = values && paintRows(values, placed, mask, style, 'dots', host.beside?.());
		host.legend(painted?.legend);
		draw();
	}
	function draw() {
		if (!shapes || !build) return;
		const given = { id, shapes, mask, token, painted, opacity: style.opacity };
		const builder = build;
		host.scene.setOverlay(id, (context) => builder(context, given));
	}

	return {
		style(next = {}) {
			style = next;
			loadValues().then(paint, failed);
		},
		setMask(next) {
			if (mask === next) return;
			mask = next;
			paint();
		},
		restyle: draw,
		hide() {
			stop.abort();
			host.legend(undefined);
			host.scene.setOverlay(id, undefined);
		}
	};
}
