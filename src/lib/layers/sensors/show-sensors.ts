import type { ValueClasses } from '#lib/model/classes/value-classes.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import type { EntityColour, LayerValues } from '#lib/model/live-values.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import type { LayerHost, ShownLayer } from '../layer.ts';
import { metresOfPixel } from '../pixel-size.ts';
import type { DrawSensors, SensorForm } from './sensor-form.ts';
import { chosenTokens, singledOut } from '../styled/class-focus.ts';
import { countedInView } from '../styled/in-view.ts';
import { onlyRows } from './sensor-rows.ts';
import { aged, isThere, rowsByValue, styleSensors } from './sensor-style.ts';
import type { SensorStyle } from './entity-looks.ts';
import { scaleOf } from './value-classes.ts';

/** While the link is lost, entities are looked over for age this often. */
const AGE_EVERY_MS = 2000;
/** After a drawing it rests so many times as long as that took. */
const REST_SHARE = 6;

/** Things that stand, on the map in a form, coloured by a metric, by words of status or in the layer's mark. */
export function showSensors(
	host: LayerHost,
	id: string,
	token: string,
	form: SensorForm,
	first: LayerStyle = {}
): ShownLayer {
	const stopped = new AbortController();
	let values: LayerValues | undefined;
	let classes: ValueClasses | undefined;
	let metric: string | undefined;
	let selected: number | undefined;
	let { only } = first;
	let lit: string | undefined;
	let drawn: SensorStyle | undefined;
	/** The columns still hold other metrics. */
	let waits = false;
	/** Metrics of the form that the layer has. */
	let brought: readonly string[] = [];
	let stop = () => {};
	let pending: ReturnType<typeof setTimeout> | undefined;
	let drawnAt = 0;
	let restMs = 0;
	let build: DrawSensors | undefined;
	let metresPerPixel = metresOfPixel(host.scene.camera);

	const feed = host.live();
	Promise.all([feed, form.open(host, stopped.signal)]).then(
		([client, opened]) => {
			if (stopped.signal.aborted) return;
			build = opened;
			choose();
			stop = client.values(id, (next) => {
				values = next;
				waits = next.also.length !== brought.length;
				drawSoon();
			});
			host.loaded();
		},
		(thrown: unknown) => {
			if (!stopped.signal.aborted) host.failed(thrown);
		}
	);

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
	const stopCamera = host.scene.on('camera', (_, isSettled) => {
		if (isSettled) sayKey();
		const size = metresOfPixel(host.scene.camera);
		if (size === metresPerPixel) return;
		metresPerPixel = size;
		drawSoon();
	});

	/** Which metrics the columns are. */
	function choose() {
		const known = host.status()?.metrics ?? [];
		const index = known.findIndex(({ name }) => name === metric);
		const indexOf = (wanted: string) => known.findIndex(({ name }) => name === wanted);
		brought = form.also.filter((wanted) => indexOf(wanted) >= 0);
		const colour =
			index < 0 && brought.length === 0
				? undefined
				: columns(index < 0 ? undefined : index, brought.map(indexOf));
		feed.then((client) => client.colour(id, colour)).catch(host.failed);
	}

	function draw() {
		const status = host.status();
		if (!values || !build || !status) return;
		// The first message of a layer may be the first that says what it measures.
		if (form.also.filter((name) => measures(status, name)).length !== brought.length) {
			choose();
			waits = true;
		}
		if (waits) return;
		const current = host.linkLost() ? aged(values, host.shownAt(), status.staleAfter) : values;
		const [builder, mark, size] = [build, selected, metresPerPixel];
		const beside = host.beside?.();
		const style = styleSensors(current, status, metric, { ...form, token, beside }, classes);
		classes = style.classes;
		drawn = style;
		sayKey();
		const key = style.legend?.classes ?? [];
		const tokens = chosenTokens(key, only);
		const rows = tokens
			? onlyRows(current, (row) => tokens.has(style.tokens[style.classOfRow[row] as number] ?? ''))
			: current;
		const singled = lit;
		const also = Object.fromEntries(brought.map((name, index) => [name, current.also[index]]));
		const measured = status.metrics.find(({ name }) => name === metric);
		const scale = measured && (form.spans?.[measured.name] ?? scaleOf(measured));
		const { statuses } = status;
		host.scene.setOverlay(id, (context) =>
			builder(singledOut(context, key, singled), {
				id,
				values: rows,
				style,
				selected: mark,
				also,
				scale,
				statuses,
				metresPerPixel: size
			})
		);
	}

	function sayKey() {
		if (!values || !drawn) return;
		const { legend, classOfRow } = drawn;
		host.legend(legend && countedInView(legend, host.ground?.(), values.lngLat, classOfRow));
	}

	return {
		style(next = {}) {
			if (next.only === only) return;
			({ only } = next);
			draw();
		},
		light(key) {
			lit = key;
			draw();
		},
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
			stopped.abort();
			clearInterval(timer);
			clearTimeout(pending);
			stopCamera();
			stop();
			feed.then((client) => client.colour(id, undefined)).catch(host.failed);
			host.legend(undefined);
			host.scene.setOverlay(id, undefined);
		}
	};
}

const measures = (status: LiveLayerStatus, wanted: string): boolean =>
	status.metrics.some(({ name }) => name === wanted);

/** Things are coloured here: the worker only has to say the metrics. Without one of its own, nothing is `value`. */
const columns = (metric: number | undefined, also: readonly number[]): EntityColour => {
	const plain = { none: [0, 0, 0, 0] as const, stale: 1, ramp: new Uint8Array(1024), also };
	return metric === undefined
		? { by: 'status', ...plain }
		: { by: 'metric', metric, domain: [0, 1], ...plain };
};
