import type { ValueClasses } from '#lib/model/classes/value-classes.ts';
import type { LayerValues } from '#lib/model/live-values.ts';
import type { MotionSink } from '#lib/model/motion.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import type { MoverStyle } from '#lib/scene/contract.ts';
import type { LayerHost, ShownLayer } from '../layer.ts';
import { styleSensors } from '../sensors/sensor-style.ts';
import type { SensorStyle } from '../sensors/entity-looks.ts';
import { countedInView } from '../styled/in-view.ts';
import { entityColour } from './entity-colour.ts';

/**
 * Colours of lines are loud, and loud means abnormal here: entities keep their layer's token, whatever
 * colour their source gives them.
 */
const inTokenColour = (sink: MotionSink): MotionSink => ({
	reset: (capacity, epochBase) => sink.reset(capacity, epochBase),
	write: (samples) => sink.write(samples),
	remove: (indices) => sink.remove(indices),
	look: () => undefined
});

/** A stream of moving entities on the map, in the layer's mark or coloured by a metric. */
export function showMovers(
	host: LayerHost,
	id: string,
	style: MoverStyle,
	first: LayerStyle = {}
): ShownLayer {
	let shown = true;
	let metric: string | undefined;
	let classes: ValueClasses | undefined;
	let { only } = first;
	let lit: string | undefined;
	/** What is coloured by a metric, as it came last. */
	let coloured: { readonly styled: SensorStyle; readonly values: LayerValues } | undefined;
	let stopValues = () => {};
	const feed = host.live();
	const withFeed = (act: (client: Awaited<typeof feed>) => void) =>
		feed.then((client) => {
			if (shown) act(client);
		}, host.failed);

	/** The sink is made anew: one that was coloured would keep its colours. */
	const start = () =>
		void withFeed((client) => {
			host.scene.removeMovers(id);
			const sink = host.scene.addMovers(id, style);
			client.subscribe(id, metric === undefined ? inTokenColour(sink) : sink);
			host.loaded();
		});
	start();
	const stopCamera = host.scene.on('camera', (_, isSettled) => {
		if (isSettled) sayKey();
	});

	function colourBy(next: string | undefined) {
		metric = next;
		classes = undefined;
		coloured = undefined;
		stopValues();
		stopValues = () => {};
		host.legend(undefined);
		void withFeed((client) => {
			const column = columnOf(next);
			const before = { classes: { bounds: [] }, tokens: [style.token], legend: [] };
			client.colour(id, column < 0 ? undefined : entityColour({ metric: column, ...before }, host));
			if (column < 0) return;
			stopValues = client.values(id, (values) => {
				const status = host.status();
				if (!status || metric === undefined) return;
				const look = { ...style, beside: host.beside?.() };
				const styled = styleSensors(values, status, metric, look, classes);
				coloured = { styled, values };
				sayKey();
				if (styled.classes === classes || !styled.classes) return;
				classes = styled.classes;
				paint();
			});
		});
		start();
	}
	const columnOf = (name: string | undefined) =>
		host.status()?.metrics.findIndex((one) => one.name === name) ?? -1;

	function sayKey() {
		if (!coloured) return;
		const { styled, values } = coloured;
		host.legend(
			styled.legend && countedInView(styled.legend, host.ground?.(), values.lngLat, styled.classOfRow)
		);
	}
	function paint() {
		void withFeed((client) => {
			const { legend, tokens } = coloured?.styled ?? {};
			const column = columnOf(metric);
			if (column < 0 || !classes || !legend || !tokens) return;
			client.colour(
				id,
				entityColour({ metric: column, classes, tokens, legend: legend.classes, only, lit }, host)
			);
		});
	}

	return {
		style(next = {}) {
			if (next.only === only) return;
			({ only } = next);
			paint();
		},
		light(key) {
			lit = key;
			paint();
		},
		colourBy(next) {
			if (next !== metric) colourBy(next);
		},
		restyle() {
			if (metric !== undefined) colourBy(metric);
		},
		select: (index) => host.scene.selectMover(index === undefined ? undefined : { layer: id, index }),
		hide() {
			shown = false;
			stopCamera();
			stopValues();
			host.legend(undefined);
			feed
				.then((client) => {
					client.colour(id, undefined);
					client.unsubscribe(id);
				})
				.catch(host.failed);
			host.scene.removeMovers(id);
		}
	};
}
