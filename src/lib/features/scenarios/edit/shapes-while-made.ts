import type { LngLat } from '#lib/model/geometry.ts';
import type { AnyTool, EditShape, EditValues } from './edit-tool.ts';
import { shapesOf } from './edit-tools.ts';
import { finishEdit } from './finish-edit.ts';

/** What an edit will be on the map; before it is complete, what was pointed at. */
export function shapesWhileMade(tool: AnyTool, values: EditValues): readonly EditShape[] {
	const { edit } = finishEdit(tool, values);
	if (edit) return shapesOf(edit);
	const { aim } = tool;
	const value = aim && values[aim.into];
	if (!aim || (value === undefined && aim.by !== 'choosing')) return [];
	if (aim.by === 'picking') {
		const rows = value as readonly number[]; // picked as such
		if (aim.of === 'roads') return [{ of: 'links', rows, look: 'changed' }];
		return aim.of === 'buildings' ? [{ of: 'buildings', ids: rows }] : [{ of: 'facilities', rows }];
	}
	if (aim.by === 'choosing') {
		const at = aim.place === undefined ? undefined : values[aim.place];
		return at === undefined ? [] : [{ of: 'place', at: at as LngLat, look: 'added' }]; // clicked as such
	}
	if (aim.shape === 'point') return [{ of: 'place', at: value as LngLat, look: 'added' }];
	const places = value as readonly LngLat[]; // drawn as such
	return aim.shape === 'line' ? [{ of: 'line', places, look: 'road' }] : [{ of: 'ring', ring: places }];
}
