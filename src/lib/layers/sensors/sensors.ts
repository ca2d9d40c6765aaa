import type { EntityColour, LayerValues } from '#lib/model/live-values.ts';
import type { CityLayer, LayerHost, LayerKind, ShownLayer } from '../layer.ts';
import { liveTitle } from '../title.ts';
import type { buildSensors as buildSensorsOf } from './build-sensors.ts';
import { aged, isThere, rowsByValue, styleSensors } from './sensor-style.ts';
import type { ValueClasses } from './value-classes.ts';

/** While the link is lost, entities are looked over for age this often. */
const AGE_EVERY_MS = 2000;
/** After a drawing it rests so many times as long as that took. */
const REST_SHARE = 6;
const TOKENS = ['--cat-1', '--cat-3', '--cat-4', '--cat-2', '--cat-5'];

/** Things that stand and measure or say how they are: air, water, lamps, bins. They come alive by the live socket. */
export default {
	kind: 'sensors',
	layersOf: () => [],
	discover: ({ layer, cls, moves, title, attribution }, order) => {
		if (cls !== 'state' || moves) return undefined;
		const token = TOKENS[order % TOKENS.length] as string;
		return {
			id: layer,
			kind: 'sensors',
			group: 'live',
			title: liveTitle(layer, title),
			swatch: { shape: 'dot', token },
			initially: false,
			stream: layer,
			...(attribution && { attribution }),
			show: (host) => showSensors(host, layer, token)
		} satisfies CityLayer;
	}
} satisfies LayerKind;

function showSensors(host: LayerHost, id: string, token: string): ShownLayer {
	let shown = true;
	let values: LayerValues | undefined;
	let classes: ValueClasses | undefined;
	let metric: string | undefined;
	let selected: number | undefined;
	/** The columns still hold another metric. */
	let waits = false;
	let stop = () => {};
	let pending: ReturnType<typeof setTimeout> | undefined;
	let drawnAt = 0;
	let restMs = 0;
	let build: typeof buildSensorsOf | undefined;

	const feed = host.live();
	Promise.all([feed, import('./build-sensors.ts')]).then(([client, { buildSensors }]) => {
		if (!shown) return;
		build = buildSensors;
		choose();
		stop = client.values(id, (next) => {
			values = next;
			waits = false;
			drawSoon();
		});
		host.loaded();
	}, host.failed);

	/** Many entities take long to draw: most of the time stays free for all else. */
	function drawSoon() {
		pending ??= setTimeout(
			() => {
				pending = undefined;
				const start = performance.now();
				draw();
				drawnAt = performance.now();
				restMs = REST_SHARE * (drawnAt - start);
			},
			Math.max(0, drawnAt + restMs - performance.now())
		);
	}

	const timer = setInterval(() => {
		if (host.linkLost()) draw();
	}, AGE_EVERY_MS);

	/** Which metric the columns' `value` is. */
	function choose() {
		const index = host.status()?.metrics.findIndex(({ name }) => name === metric) ?? -1;
		feed.then((client) => client.colour(id, index < 0 ? undefined : valueOf(index))).catch(host.failed);
	}

	function draw() {
		const status = host.status();
		if (!values || !build || !status || waits) return;
		const current = host.linkLost() ? aged(values, host.shownAt(), status.staleAfter) : values;
		const [builder, mark] = [build, selected];
		const style = styleSensors(current, status, metric, token, classes);
		classes = style.classes;
		host.legend(style.legend);
		host.scene.setOverlay(id, (context) => builder(context, { id, values: current, style, selected: mark }));
	}

	return {
		colourBy(next) {
			if (next === metric) return;
			metric = next;
			classes = undefined;
			waits = true;
			choose();
		},
		select(index) {
			selected = index;
			draw();
		},
		rows: () => (values ? rowsByValue(values) : []),
		shown(index) {
			if (!values || index >= values.count) return undefined;
			const value = values.value[index] as number;
			const status = host.status()?.statuses[values.status[index] as number];
			return {
				...(metric !== undefined && !Number.isNaN(value) && { value }),
				...(status !== undefined && { status })
			};
		},
		placeOf: (index) =>
			values && index < values.count && isThere(values, index)
				? [values.lngLat[2 * index] as number, values.lngLat[2 * index + 1] as number]
				: undefined,
		restyle: draw,
		hide() {
			shown = false;
			clearInterval(timer);
			clearTimeout(pending);
			stop();
			feed.then((client) => client.colour(id, undefined)).catch(host.failed);
			host.legend(undefined);
			host.scene.setOverlay(id, undefined);
		}
	};
}

/** Dots are coloured here: the worker only has to say the metric. */
const valueOf = (metric: number): EntityColour => ({
	by: 'metric',
	metric,
	domain: [0, 1],
	none: [0, 0, 0, 0],
	stale: 1,
	ramp: new Uint8Array(1024)
});
