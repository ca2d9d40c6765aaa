import type { DatasetOf } from '#lib/model/city.ts';
import { USUAL_CLASSING, classify } from '#lib/model/classes/classify.ts';
import type { Heat } from '#lib/model/gather/heat.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import { windowBefore } from '../cells/window-of.ts';
import type { LayerHost, ShownLayer } from '../layer.ts';
import { again } from '../styled/again.ts';
import { classed, type Classed, type Colouring } from '../styled/classed.ts';
import type { buildHeat } from './build-heat.ts';

/** Squares of density that classes are cut from: enough of them. */
const SAMPLE = 10_000;
/** Density a square must have to be drawn, part of the greatest: below it is the thin edge of single rows. */
const LEAST = 0.01;

/** How densely the rows of a dataset lie, as bands on the ground. */
export function showHeat(host: LayerHost, { id, span }: DatasetOf<'points'>, first: LayerStyle): ShownLayer {
	const stopped = new AbortController();
	let style = first;
	let mask: Uint8Array | undefined;
	let at: EpochMs | undefined;
	let shown: { readonly heat: Heat; readonly colours: Classed; readonly window: typeof window } | undefined;
	let window: readonly [from: EpochMs, to: EpochMs] | undefined;
	let build: typeof buildHeat | undefined;

	const gather = again(
		async () => {
			build ??= (await import('./build-heat.ts')).buildHeat;
			const { anchor } = host.scene.frame;
			const wish = { dataset: id, anchor, size: style.cell, mask, window };
			const heat = await host.gather('heat', wish, stopped.signal);
			if (stopped.signal.aborted) return;
			const beside = host.beside?.();
			const key = beside?.drawn?.form === 'heat' ? beside : undefined;
			const dense = denseOf(heat);
			const colours = classed(dense, roundly(dense, style), { beside: key });
			shown = { heat, window: wish.window, colours };
			draw();
			host.loaded();
		},
		stopped.signal,
		host.failed
	);
	gather();

	function draw() {
		if (!shown || !build) return;
		const { heat, colours } = shown;
		const builder = build;
		host.legend({
			kind: 'number',
			metric: undefined,
			// Squares of a grid are nothing that anybody counts.
			classes: colours.legend.map((entry) => ({ ...entry, count: NaN })),
			missing: 0,
			stale: 0,
			drawn: {
				form: 'heat',
				size: heat.reach,
				rows: heat.counted,
				unplaced: heat.unplaced,
				window: shown.window
			}
		});
		const { opacity } = style;
		host.scene.setOverlay(id, (context) => builder(context, { id, heat, colours, opacity, least: LEAST }));
	}

	return {
		style(next = {}) {
			style = next;
			window = windowNow();
			gather();
		},
		setMask(next) {
			if (mask === next) return;
			mask = next;
			gather();
		},
		showAt(next) {
			at = next;
			const after = windowNow();
			if (after?.[1] === window?.[1]) return;
			window = after;
			gather();
		},
		restyle: draw,
		hide() {
			stopped.abort();
			host.legend(undefined);
			host.scene.setOverlay(id, undefined);
		}
	};

	function windowNow() {
		return style.window !== undefined && at !== undefined && span
			? windowBefore(at, style.window * 1000)
			: undefined;
	}
}

/** Bounds of two digits: a density is no count, and is never below zero. */
function roundly(values: Float32Array, { classes = USUAL_CLASSING }: Colouring): Colouring {
	if (classes.method === 'manual') return { classes };
	const breaks = classify(values, classes).bounds.map((bound) => Number(bound.toPrecision(2)));
	return { classes: { method: 'manual', count: breaks.length + 1, breaks } };
}

/** Densities that are drawn, evenly thinned. */
function denseOf({ density }: Heat): Float32Array {
	const greatest = density.reduce((most, one) => Math.max(most, one), 0);
	const dense = density.filter((one) => one >= greatest * LEAST && one > 0);
	const every = Math.ceil(dense.length / SAMPLE);
	return every > 1 ? dense.filter((_, index) => index % every === 0) : dense;
}
