import { liveCells } from '../cells/live-cells.ts';
import { showCells } from '../cells/show-cells.ts';
import type { CityLayer, LayerKind } from '../layer.ts';
import { showInForms } from '../styled/show-in-forms.ts';
import { liveTitle } from '../title.ts';
import { SENSOR_FORMS } from './forms.ts';
import { showSensors } from './show-sensors.ts';

const TOKENS = ['--cat-1', '--cat-3', '--cat-4', '--cat-2', '--cat-5'];

/**
 * Things that stand and measure or say how they are: air, water, lamps, roads. They come alive by the live socket,
 * in the form that their theme wants.
 */
export default {
	kind: 'sensors',
	layersOf: () => [],
	discover: ({ layer, cls, moves, title, attribution }, order, wanted) => {
		if (cls !== 'state' || moves) return undefined;
		const token = TOKENS[order % TOKENS.length] as string;
		const [plain] = SENSOR_FORMS;
		const form = SENSOR_FORMS.find(({ name }) => name === wanted) ?? plain;
		return form
			? ({
					id: layer,
					kind: 'sensors',
					group: 'live',
					title: liveTitle(layer, title),
					swatch: { shape: form.swatch, token },
					initially: false,
					stream: layer,
					...(attribution && { attribution }),
					forms: ['dots', 'cells'],
					show: (host) =>
						showInForms(host, (inside, style) => showSensors(inside, layer, token, form, style), {
							cells: (inside, style) => showCells(inside, style, (signal) => liveCells(inside, layer, signal))
						})
				} satisfies CityLayer)
			: undefined;
	}
} satisfies LayerKind;
