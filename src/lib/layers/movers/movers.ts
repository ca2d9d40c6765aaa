import type { Dataset } from '#lib/model/city.ts';
import type { MoverStyle } from '#lib/scene/contract.ts';
import type { CityLayer, LayerKind } from '../layer.ts';
import { showFlows } from '../flows/show-flows.ts';
import { showPaths } from '../paths/show-paths.ts';
import { showInForms } from '../styled/show-in-forms.ts';
import { liveTitle, titled } from '../title.ts';
import { showMovers } from './show-movers.ts';

const STYLES = {
	transit: { token: '--tx-0', sizePx: 5, trail: 75 },
	trips: { token: '--tx-2', sizePx: 3, trail: 20 }
} as const satisfies Partial<Record<Dataset['kind'], MoverStyle>>;
/** Of streams that no pack knows. */
const DISCOVERED: MoverStyle = { token: '--tx-1', sizePx: 4, trail: 30 };

/** Things that move: trains by the timetable, recorded journeys, vehicles that report. They come by the live socket. */
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
					...(kind === 'trips' && { forms: ['dots', 'paths', 'flows'] as const }),
					show: (host) =>
						showInForms(host, (inside, own) => showMovers(inside, id, style, own), {
							...(kind === 'trips' && {
								paths: (inside, wanted) => showPaths(inside, dataset, style.token, wanted),
								flows: (inside, wanted) => showFlows(inside, dataset, wanted)
							})
						})
				}
			];
		}),
	discover: ({ layer, cls, moves, title, attribution }) =>
		cls === 'state' && moves
			? ({
					id: layer,
					kind: 'movers',
					group: 'live',
					title: liveTitle(layer, title),
					swatch: { shape: 'streak', token: DISCOVERED.token },
					initially: false,
					stream: layer,
					...(attribution && { attribution }),
					show: (host) => showMovers(host, layer, DISCOVERED, host.style?.())
				} satisfies CityLayer)
			: undefined
} satisfies LayerKind;
