import type { DatasetOf } from '#lib/model/city.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import type { LayerHost, ShownLayer } from '../layer.ts';
import { metresOfPixel } from '../pixel-size.ts';
import type { buildPointColumns } from './build-point-columns.ts';
import type { buildPoints } from './build-points.ts';
import { loadPositions, type PointPositions } from './load-positions.ts';
import { selectionRing } from '../selection-ring.ts';
import { chosenTokens, singledOut } from '../styled/class-focus.ts';
import { countedInView } from '../styled/in-view.ts';
import { isSameCut } from '../styled/same-cut.ts';
import { chosenRows, paintRows, type PaintedRows } from './paint-rows.ts';
import { projectInSlices } from './project-in-slices.ts';
import { StyledColumn } from './styled-column.ts';

/** Every row of a dataset where it lies: a dot, or a column as high as its value; coloured by a column when asked to. */
export function showPlaces(
	host: LayerHost,
	dataset: DatasetOf<'points'>,
	token: string,
	form: 'dots' | 'columns',
	first: LayerStyle
): ShownLayer {
	const { id, file, columns } = dataset;
	const mark = `${id}-selected`;
	const stop = new AbortController();
	let style = first;
	let data: { readonly points: PointPositions; readonly scene: Float64Array } | undefined;
	let painted: PaintedRows | undefined;
	let mask: Uint8Array | undefined;
	let lit: string | undefined;
	let selected: number | undefined;
	let metresPerPixel = metresOfPixel(host.scene.camera);
	let builders: [typeof buildPoints, typeof buildPointColumns] | undefined;
	const failed = (thrown: unknown) => {
		if (!stop.signal.aborted) host.failed(thrown);
	};

	/** The column that colours and raises: columns need one, dots may do without. */
	const fieldOf = () => {
		const usable = columns.filter(
			({ kind }) => kind === 'number' || (form === 'dots' && kind === 'category')
		);
		const chosen = usable.find(({ name }) => name === style.field);
		return (chosen ?? (form === 'columns' ? usable[0] : undefined))?.name;
	};

	const column = new StyledColumn(host, id, fieldOf, stop.signal);

	async function load() {
		const [points, dots, columnsOf] = await Promise.all([
			loadPositions(new URL(file, new URL(host.packUrl, location.href)).href, stop.signal),
			import('./build-points.ts'),
			import('./build-point-columns.ts'),
			column.load()
		]);
		const scene = await projectInSlices(host.scene.frame, points.lngLat, stop.signal);
		data = { points, scene };
		builders = [dots.buildPoints, columnsOf.buildPointColumns];
		paint();
		markSelected();
		host.loaded();
	}
	load().catch(failed);

	/** What each row looks like, and the key that says it. */
	function paint() {
		// What was on its way when the layer was hidden is not drawn any more, nor said.
		if (!data || stop.signal.aborted) return;
		const beside = host.beside?.();
		painted = column.values && paintRows(column.values, data.points, mask, style, form, beside);
		sayKey();
		draw();
	}
	function sayKey() {
		if (!data) return;
		host.legend(
			painted && countedInView(painted.legend, host.ground?.(), data.points.lngLat, painted.classOfPlace)
		);
	}
	function draw() {
		if (!data || !builders) return;
		const { points, scene } = data;
		const [dots, columnBodies] = builders;
		const classes = painted?.legend.classes ?? [];
		const chosen =
			painted && chosenRows(painted, points.row, mask, chosenTokens(classes, style.only), points.rows);
		const given = {
			id,
			positions: scene,
			rows: points.row,
			mask: painted ? chosen : mask,
			token,
			painted,
			opacity: style.opacity
		};
		const [size, singled] = [metresPerPixel, lit];
		host.scene.setOverlay(id, (plain) => {
			const context = singledOut(plain, classes, singled);
			return form === 'columns' && painted?.values
				? columnBodies(context, { ...given, painted, metresPerPixel: size })
				: dots(context, given);
		});
	}

	/** A ring round the selected row, over everything: its dot may lie under others. */
	function markSelected() {
		const index = selected === undefined ? -1 : (data?.points.row.indexOf(selected) ?? -1);
		const [...at] = data && index >= 0 ? data.scene.subarray(3 * index, 3 * index + 3) : [];
		const ring = (context: SceneContext) => selectionRing(context, id, at as [number, number, number]); // of one place
		host.scene.setOverlay(mark, at.length > 0 ? ring : undefined, 'top');
	}

	const stopCamera = host.scene.on('camera', (_, isSettled) => {
		if (isSettled) sayKey();
		const size = metresOfPixel(host.scene.camera);
		if (size === metresPerPixel) return;
		metresPerPixel = size;
		if (form === 'columns') draw();
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
		select(row) {
			if (selected === row) return;
			selected = row;
			markSelected();
		},
		hide() {
			stop.abort();
			stopCamera();
			host.legend(undefined);
			host.scene.setOverlay(id, undefined);
			host.scene.setOverlay(mark, undefined, 'top');
		}
	};
}
