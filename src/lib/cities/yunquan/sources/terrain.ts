import { elevationAt } from '../plan/terrain.ts';
import type { Plan } from '../plan/plan.ts';
import { toLngLat, toMetres } from './degrees.ts';
import { batched, type Source } from './source.ts';

/** Ground beyond the outermost streets that has heights, metres. */
const MARGIN = 12_000;
/** Samples of the longer side. */
const SAMPLES = 300;

/** Heights of the ground as an ESRI ASCII grid in degrees, to the decimetre. */
export function terrainSource(plan: Plan): Source {
	return { name: 'terrain.asc', chunks: () => batched(lines(plan)) };
}

function* lines(plan: Plan): Generator<string> {
	const [west, east] = [plan.columns.at[0]! - MARGIN, plan.columns.at.at(-1)! + MARGIN];
	const [south, north] = [plan.rows.at[0]! - MARGIN, plan.rows.at.at(-1)! + MARGIN];
	const [lng, lat] = toLngLat({ x: west, y: south });
	const [farLng, farLat] = toLngLat({ x: east, y: north });
	const step = Math.round((Math.max(farLng - lng, farLat - lat) / SAMPLES) * 1e6) / 1e6;
	const columns = Math.ceil((farLng - lng) / step) + 1;
	const rows = Math.ceil((farLat - lat) / step) + 1;
	yield `ncols ${columns}\nnrows ${rows}\nxllcenter ${lng}\nyllcenter ${lat}\ncellsize ${step}\n`;
	for (let row = rows - 1; row >= 0; row--) {
		const heights = Array.from({ length: columns }, (_, column) => {
			const { x, y } = toMetres(lng + column * step, lat + row * step);
			return Math.round(10 * elevationAt(plan, x, y)) / 10;
		});
		yield `${heights.join(' ')}\n`;
	}
}
