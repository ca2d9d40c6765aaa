import type { ValueClasses } from '#lib/model/classes/value-classes.ts';
import { cellCount, h3Name } from '#lib/model/gather/cell-ground.ts';
import type { Cells } from '#lib/model/gather/cells.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import type { Drawn, LayerHost, LayerLegend, ShownLayer } from '../layer.ts';
import { metresOfPixel } from '../pixel-size.ts';
import { stillFit } from '../sensors/value-classes.ts';
import { again } from '../styled/again.ts';
import { chosenTokens, singledOut } from '../styled/class-focus.ts';
import { classed, type Classed } from '../styled/classed.ts';
import { classesInView } from '../styled/in-view.ts';
import { isSameCut } from '../styled/same-cut.ts';
import { MOST_CLASSES } from '../styled/ramp.ts';
import type { CellSource, CellWish } from './cell-source.ts';
import { cellsInView } from './in-view.ts';
import { windowBefore } from './window-of.ts';
import type { buildCells } from './build-cells.ts';

/** Drawn at most: a square is one of many like it, a hexagon has corners of its own. */
const MOST = { squares: 100_000, hexagons: 20_000 } as const;

/** Rows counted into cells of the ground, coloured, and raised, by what is made of them. */
export function showCells(
	host: LayerHost,
	first: LayerStyle,
	sourceOf: (signal: AbortSignal) => CellSource
): ShownLayer {
	const stopped = new AbortController();
	const source = sourceOf(stopped.signal);
	let style = first;
	let mask: Uint8Array | undefined;
	let at: EpochMs | undefined;
	let metric: string | undefined;
	let lit: string | undefined;
	let shown:
		| { readonly cells: Cells; readonly colours: Classed; readonly wish: CellWish; readonly highest: number }
		| undefined;
	/** The classes that the key has, and what they were cut for. */
	let cut:
		| { readonly style: LayerStyle; readonly field: string | undefined; readonly classes: ValueClasses }
		| undefined;
	let metresPerPixel = metresOfPixel(host.scene.camera);
	/** What all windows have, of the style and the field that it was asked for. */
	let windows: { readonly key: string; readonly values: Float64Array } | undefined;
	let build: typeof buildCells | undefined;

	const gather = again(
		async () => {
			build ??= (await import('./build-cells.ts')).buildCells;
			const wish = wishOf();
			const [cells, basis] = await Promise.all([fewerCells(wish), valuesOfWindows(wish)]);
			if (stopped.signal.aborted) return;
			const beside = besideOf(wish);
			const last = lastClasses(cells, wish);
			const colours = classed(cells.value, style, { ...(basis && { basis }), beside, last });
			cut = { style, field: wish.field, classes: colours.classes };
			const highest = cells.value.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
			shown = { cells, wish, colours, highest };
			sayKey();
			draw();
			host.loaded();
		},
		stopped.signal,
		host.failed
	);
	const stopChanges = source.changes?.(gather);
	const stopCamera = host.scene.on('camera', (_, isSettled) => {
		if (isSettled) sayKey();
		const size = metresOfPixel(host.scene.camera);
		if (size === metresPerPixel) return;
		metresPerPixel = size;
		if (style.raised) draw();
	});
	gather();

	function wishOf(): CellWish {
		const field = source.fieldOf(style.field);
		const aggregate = field === undefined ? 'count' : (style.aggregate ?? 'mean');
		const { window } = style;
		const isCut = window !== undefined && at !== undefined && source.windows !== undefined;
		return {
			aggregate,
			field: aggregate === 'count' ? undefined : field,
			size: style.cell,
			resolution: style.hexagon,
			mask,
			window: isCut ? windowBefore(at as EpochMs, window * 1000) : undefined
		};
	}

	/** While what is alive moves within its classes, the key holds still. */
	function lastClasses({ value }: Cells, { field }: CellWish): ValueClasses | undefined {
		if (!source.changes || !cut || !isSameCut(cut.style, style) || cut.field !== field) return undefined;
		return stillFit(cut.classes, value, MOST_CLASSES) ? cut.classes : undefined;
	}

	/** More cells than can be drawn, let alone read, become larger ones. */
	async function fewerCells(wish: CellWish): Promise<Cells> {
		const cells = await source.cells(wish);
		const { ground } = cells;
		if (cellCount(ground) <= MOST[ground.shape]) return cells;
		return fewerCells(
			ground.shape === 'squares'
				? { ...wish, size: 2 * ground.size }
				: { ...wish, resolution: ground.resolution - 1 }
		);
	}

	/** Classes of a moving window are cut from all windows of all rows: they hold still while the clock runs. */
	async function valuesOfWindows(wish: CellWish): Promise<Float64Array | undefined> {
		const length = (style.window ?? 0) * 1000;
		if (!wish.window || !source.windows) return undefined;
		const key = [wish.aggregate, wish.field, wish.size, wish.resolution, length].join(' ');
		if (windows?.key !== key)
			windows = {
				key,
				values: await source.windows({ ...wish, mask: undefined, window: undefined }, length)
			};
		return windows.values;
	}

	function besideOf({ aggregate, field }: CellWish): LayerLegend | undefined {
		const legend = host.beside?.();
		const drawn = legend?.drawn;
		return drawn?.form === 'cells' && drawn.aggregate === aggregate && drawn.field === field
			? legend
			: undefined;
	}

	function sayKey() {
		if (!shown) return;
		const { cells, colours, wish, highest } = shown;
		const corners = host.ground?.();
		const inView = corners && cellsInView(cells.ground, corners, host.scene.frame);
		host.legend({
			kind: 'number',
			metric: wish.field,
			classes: classesInView(colours, cells.value, inView),
			...(inView && { inView: inView.length }),
			missing: colours.missing,
			stale: 0,
			drawn: {
				form: 'cells',
				aggregate: wish.aggregate,
				field: wish.field,
				...cellWords(cells, wish),
				rows: cells.rows.reduce((sum, rows) => sum + rows, 0),
				unplaced: cells.unplaced,
				window: wish.window,
				highest: style.raised && highest > 0 ? highest : undefined
			}
		});
	}

	function draw() {
		if (!shown || !build) return;
		const { cells, colours, highest } = shown;
		const builder = build;
		const { raised = false, opacity, only } = style;
		const size = metresPerPixel;
		const singled = lit;
		const drawn = chosenTokens(colours.legend, only);
		host.scene.setOverlay(source.id, (context) =>
			builder(singledOut(context, colours.legend, singled), {
				id: source.id,
				cells,
				colours,
				drawn,
				raised,
				opacity,
				highest,
				metresPerPixel: size
			})
		);
	}

	return {
		style(next = {}) {
			const isSame = isSameCut(style, next) && shown !== undefined;
			style = next;
			if (!isSame) return gather();
			sayKey();
			draw();
		},
		setMask(next) {
			if (mask === next) return;
			mask = next;
			gather();
		},
		showAt(next) {
			const before = wishOf().window;
			at = next;
			const after = wishOf().window;
			if (before?.[1] !== after?.[1]) gather();
		},
		colourBy(next) {
			if (next === metric) return;
			metric = next;
			source.colourBy?.(next);
			gather();
		},
		heap(index) {
			if (!shown || index >= shown.cells.rows.length) return undefined;
			const { cells, wish } = shown;
			const { ground } = cells;
			const value = cells.value[index] as number;
			return {
				rows: cells.rows[index] as number,
				...(wish.field !== undefined && { said: cells.said[index] as number }),
				...(wish.field !== undefined && !Number.isNaN(value) && { value }),
				...(ground.shape === 'hexagons' && { name: h3Name(ground.index[index] as bigint) })
			};
		},
		light(key) {
			lit = key;
			draw();
		},
		restyle: draw,
		hide() {
			stopped.abort();
			stopChanges?.();
			stopCamera();
			host.legend(undefined);
			host.scene.setOverlay(source.id, undefined);
		}
	};
}

/** How large cells are, and whether they are larger than was asked for. */
function cellWords(
	{ ground }: Cells,
	{ size = 0, resolution = 0 }: CellWish
): Pick<Drawn, 'size' | 'hexagon' | 'isCoarser'> {
	if (ground.shape === 'squares') return { size: ground.size, isCoarser: size > 0 && ground.size > size };
	const { resolution: drawn, area } = ground;
	return { hexagon: { resolution: drawn, area }, isCoarser: drawn < resolution };
}
