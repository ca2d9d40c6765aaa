import { scenarioEdit, type ScenarioEdit, type ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import { m } from '#lib/paraglide/messages.js';
import { crossesItself } from '../../annotate/crosses-itself.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { EditField } from './edit-field.ts';
import type { AnyTool, EditAim, EditValues } from './edit-tool.ts';

/** An edit, or what is still missing or wrong, in a sentence. */
export type Finished =
	{ readonly edit: ScenarioEdit; readonly lack?: never } | { readonly lack: string; readonly edit?: never };

/** Makes an edit of what a tool's form and the map say. */
export function finishEdit(tool: AnyTool, values: EditValues): Finished {
	const lack = lackOfAim(tool.aim, values) ?? lackOfFields(tool, values) ?? lackOfTool(tool, values);
	if (lack !== undefined) return { lack };
	const parsed = scenarioEdit.safeParse({ kind: tool.kind, ...asked(tool, values) });
	if (parsed.success) return { edit: parsed.data };
	const [issue] = parsed.error.issues;
	const field = tool.fields.find(({ name }) => name === issue?.path[0]);
	if (issue?.path[0] === tool.aim?.into) return { lack: m.edit_lack_corners() };
	return { lack: field ? m.edit_lack_wrong({ field: field.title() }) : (issue?.message ?? '') };
}

const lackOfTool = (tool: AnyTool, values: EditValues): string | undefined =>
	'lacks' in tool ? tool.lacks(values) : undefined;

function lackOfAim(aim: EditAim | undefined, values: EditValues): string | undefined {
	if (!aim) return undefined;
	const value = values[aim.into];
	if (aim.by === 'choosing') {
		if (typeof value !== 'string') return LACKS[aim.of]();
		return aim.place === undefined || values[aim.place] !== undefined ? undefined : LACKS.point();
	}
	if (aim.by === 'picking') return Array.isArray(value) && value.length > 0 ? undefined : LACKS[aim.of]();
	if (value === undefined) return aim.optional ? undefined : LACKS[aim.shape]();
	return aim.shape === 'area' && crossesItself(value as readonly LngLat[]) // drawn as an area
		? m.edit_lack_crossed()
		: undefined;
}

const LACKS = {
	roads: m.edit_lack_roads,
	buildings: m.edit_lack_buildings,
	facilities: m.edit_lack_facilities,
	routes: m.edit_lack_route,
	stops: m.edit_lack_stop,
	point: m.edit_lack_point,
	line: m.edit_lack_line,
	area: m.edit_lack_area
};

function lackOfFields({ fields }: AnyTool, values: EditValues): string | undefined {
	for (const field of fields) {
		if (field.when && !field.when(values)) continue;
		const lack = lackOfField(field, values[field.name]);
		if (lack !== undefined) return lack;
	}
	return undefined;
}

function lackOfField(field: EditField, value: unknown): string | undefined {
	if (value === undefined || value === '')
		return field.required ? m.edit_lack_field({ field: field.title() }) : undefined;
	if (field.kind === 'schedule') return isSchedule(value) ? undefined : m.edit_lack_schedule();
	if (field.kind !== 'number') return undefined;
	const shown = field.percent ? 100 * Number(value) : Number(value);
	// A part of one that was made of per cents may stand a bit beside its limit.
	const slack = 1e-9;
	return shown >= field.least - slack && shown <= field.most + slack
		? undefined
		: m.edit_lack_range({ field: field.title(), least: field.least, most: field.most });
}

/** Hours of a day that are some time apart, and levels from dark to full. */
const isSchedule = (value: unknown): boolean =>
	(value as ScenarioEditOf<'lamps'>['schedule']) // as its form made it
		.every(
			({ from, to, level }) =>
				from !== to && [from, to].every((hour) => hour >= 0 && hour <= 24) && level >= 0 && level <= 1
		);

/** The values that the edit has: no empty ones, none that are not asked. */
function asked({ fields }: AnyTool, values: EditValues): EditValues {
	const unasked = new Set(fields.filter(({ when }) => when && !when(values)).map(({ name }) => name));
	const needed = new Set(fields.filter(({ required }) => required).map(({ name }) => name));
	return Object.fromEntries(
		Object.entries(values).filter(
			([name, value]) =>
				!unasked.has(name) && value !== undefined && value !== '' && (value !== false || needed.has(name))
		)
	);
}
