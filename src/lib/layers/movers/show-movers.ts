import { classOf, type ValueClasses } from '#lib/model/classes/value-classes.ts';
import type { EntityColour } from '#lib/model/live-values.ts';
import type { MotionSink } from '#lib/model/motion.ts';
import type { MoverStyle } from '#lib/scene/contract.ts';
import type { LayerHost, ShownLayer } from '../layer.ts';
import { styleSensors } from '../sensors/sensor-style.ts';

const RAMP = 256;
/** Share of alpha that stale entities keep. */
const STALE = 0.4;

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
export function showMovers(host: LayerHost, id: string, style: MoverStyle): ShownLayer {
	let shown = true;
	let metric: string | undefined;
	let classes: ValueClasses | undefined;
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

	function colourBy(next: string | undefined) {
		metric = next;
		classes = undefined;
		stopValues();
		stopValues = () => {};
		host.legend(undefined);
		void withFeed((client) => {
			const column = host.status()?.metrics.findIndex(({ name }) => name === next) ?? -1;
			client.colour(id, column < 0 ? undefined : entityColour(column, { bounds: [] }, [style.token], host));
			if (column < 0) return;
			stopValues = client.values(id, (values) => {
				const status = host.status();
				if (!status || metric === undefined) return;
				const look = { ...style, beside: host.beside?.() };
				const styled = styleSensors(values, status, metric, look, classes);
				host.legend(styled.legend);
				if (styled.classes === classes || !styled.classes) return;
				classes = styled.classes;
				client.colour(id, entityColour(column, styled.classes, styled.tokens, host));
			});
		});
		start();
	}

	return {
		colourBy(next) {
			if (next !== metric) colourBy(next);
		},
		restyle() {
			if (metric !== undefined) colourBy(metric);
		},
		select: (index) => host.scene.selectMover(index === undefined ? undefined : { layer: id, index }),
		hide() {
			shown = false;
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

/** Classes as a ramp: every entry has the colour of the class that its value falls into, exactly as the key says. */
function entityColour(
	metric: number,
	classes: ValueClasses,
	tokens: readonly string[],
	host: LayerHost
): EntityColour {
	const { bounds } = classes;
	const low = bounds[0] ?? 0;
	const high = bounds.at(-1) ?? 1;
	const margin = Math.max((high - low) / Math.max(1, bounds.length - 1), Number.EPSILON);
	const domain: [number, number] = [low - margin, high + margin];
	const ramp = new Uint8Array(4 * RAMP);
	for (let entry = 0; entry < RAMP; entry++) {
		const value = domain[0] + ((domain[1] - domain[0]) * entry) / (RAMP - 1);
		const token = tokens[Math.max(0, classOf(value, classes))] ?? '--tx-2';
		ramp.set([...host.colour(token), 255], 4 * entry);
	}
	return { by: 'metric', metric, domain, none: [...host.colour('--line-strong'), 255], stale: STALE, ramp };
}
