import type { Dataset } from '#lib/model/city.ts';
import type { MotionSink } from '#lib/model/motion.ts';
import type { MoverStyle } from '#lib/scene/contract.ts';
import type { CityLayer, LayerKind } from '../layer.ts';
import { titled } from '../title.ts';

const STYLES = {
	transit: { token: '--tx-0', sizePx: 5, trail: 75 },
	trips: { token: '--tx-2', sizePx: 3, trail: 20 }
} as const satisfies Partial<Record<Dataset['kind'], MoverStyle>>;

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

/** Things that move: trains by the timetable, recorded journeys. They come by the live socket. */
export default {
	kind: 'movers',
	layersOf: (city) =>
		city.datasets.flatMap((dataset): CityLayer[] => {
			if (dataset.kind !== 'transit' && dataset.kind !== 'trips') return [];
			const { id, kind } = dataset;
			const style = STYLES[kind];
			return [
				{
					id,
					kind: 'movers',
					group: 'live',
					title: titled(dataset.title),
					swatch: { shape: 'streak', token: style.token },
					initially: true,
					dataset,
					stream: id,
					...(dataset.attribution && { attribution: dataset.attribution }),
					show: ({ scene, live, failed, loaded }) => {
						let shown = true;
						const feed = live();
						feed.then((client) => {
							if (!shown) return;
							client.subscribe(id, inTokenColour(scene.addMovers(id, style)));
							loaded();
						}, failed);
						return {
							hide: () => {
								shown = false;
								feed.then((client) => client.unsubscribe(id)).catch(failed);
								scene.removeMovers(id);
							}
						};
					}
				}
			];
		})
} satisfies LayerKind;
