import type { DatasetOf } from '#lib/model/city.ts';
import type { Flows } from '#lib/model/gather/flows.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import type { LayerHost, ShownLayer } from '../layer.ts';
import { metresOfPixel } from '../pixel-size.ts';
import { again } from '../styled/again.ts';
import { classesInView } from '../styled/in-view.ts';
import { isSameCut } from '../styled/same-cut.ts';
import { chosenTokens, singledOut } from '../styled/class-focus.ts';
import { classed, type Classed } from '../styled/classed.ts';
import type { buildFlows } from './build-flows.ts';
import { flowsInView } from './in-view.ts';

/** Flows that are drawn at most: more of them hide each other. */
const MOST = 500;

/** Journeys between cells of the ground, the largest flows of them; width and colour say how many went. */
export function showFlows(
	host: LayerHost,
	{ id }: DatasetOf<'points'> | DatasetOf<'trips'>,
	first: LayerStyle
): ShownLayer {
	const stopped = new AbortController();
	let style = first;
	let mask: Uint8Array | undefined;
	let lit: string | undefined;
	let shown: { readonly flows: Flows; readonly colours: Classed } | undefined;
	let metresPerPixel = metresOfPixel(host.scene.camera);
	let build: typeof buildFlows | undefined;

	const gather = again(
		async () => {
			build ??= (await import('./build-flows.ts')).buildFlows;
			const { anchor } = host.scene.frame;
			const flows = await host.gather(
				'flows',
				{ dataset: id, anchor, size: style.cell, most: MOST, mask },
				stopped.signal
			);
			if (stopped.signal.aborted) return;
			const beside = host.beside?.();
			const key = beside?.drawn?.form === 'flows' ? beside : undefined;
			const { classes } = style;
			shown = { flows, colours: classed(flows.count, { ...(classes && { classes }) }, { beside: key }) };
			sayKey();
			draw();
			host.loaded();
		},
		stopped.signal,
		host.failed
	);
	gather();
	const stopCamera = host.scene.on('camera', (_, isSettled) => {
		if (isSettled) sayKey();
		const size = metresOfPixel(host.scene.camera);
		if (size === metresPerPixel) return;
		metresPerPixel = size;
		draw();
	});

	function sayKey() {
		if (!shown) return;
		const { flows, colours } = shown;
		const drawn = flows.count.length;
		const corners = host.ground?.();
		const inView = corners && flowsInView(flows, corners, host.scene.frame);
		host.legend({
			kind: 'number',
			metric: undefined,
			classes: classesInView(colours, flows.count, inView),
			...(inView && { inView: inView.length }),
			missing: 0,
			stale: 0,
			drawn: {
				form: 'flows',
				size: flows.size,
				rows: flows.journeys,
				unplaced: flows.unplaced,
				within: flows.within,
				...(drawn < flows.pairs && {
					part: { drawn, of: flows.pairs, share: flows.listed / flows.journeys }
				})
			}
		});
	}

	function draw() {
		if (!shown || !build) return;
		const { flows, colours } = shown;
		const builder = build;
		const [size, singled, { opacity, only }] = [metresPerPixel, lit, style];
		const chosen = chosenTokens(colours.legend, only);
		host.scene.setOverlay(id, (context) =>
			builder(singledOut(context, colours.legend, singled), {
				id,
				flows,
				colours,
				drawn: chosen,
				opacity,
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
		heap: (index) => {
			const rows = shown?.flows.count[index];
			return rows === undefined ? undefined : { rows };
		},
		light(key) {
			lit = key;
			draw();
		},
		restyle: draw,
		hide() {
			stopped.abort();
			stopCamera();
			host.legend(undefined);
			host.scene.setOverlay(id, undefined);
		}
	};
}
