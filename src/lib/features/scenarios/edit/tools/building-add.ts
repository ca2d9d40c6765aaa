import { m } from '#lib/paraglide/messages.js';
import { formatCount, formatValue } from '#lib/ui/format.ts';
import { BUILDING_USES, choiceTitle } from '../choices.ts';
import type { EditTool } from '../edit-tool.ts';
import { inOneLine, peopleText } from '../say.ts';

/** A block of building. */
export default {
	kind: 'building-add',
	group: 'buildings',
	title: m.edit_building_add,
	how: m.edit_building_add_how,
	aim: { by: 'drawing', shape: 'area', into: 'ring' },
	fields: [
		{ kind: 'choice', name: 'use', title: m.edit_use, choices: BUILDING_USES, required: true },
		{
			kind: 'number',
			name: 'height',
			title: m.edit_height,
			unit: () => 'm',
			least: 1,
			most: 1500,
			step: 0.1,
			required: true
		},
		{ kind: 'number', name: 'levels', title: m.edit_levels, least: 1, most: 300, step: 1, required: true },
		{ kind: 'number', name: 'residents', title: m.edit_residents, least: 0, most: 10_000_000, step: 1 },
		{ kind: 'number', name: 'jobs', title: m.edit_jobs, least: 0, most: 10_000_000, step: 1 }
	],
	begin: { use: 'apartments', height: 57.6, levels: 18 },
	words: ({ use, height, levels, residents, jobs }, { locale }) => ({
		what: m.edit_say_building_add({ use: choiceTitle(BUILDING_USES, use) }),
		how: inOneLine(
			`${formatValue(locale, height)} m`,
			m.edit_say_levels({ count: formatCount(locale, levels) }),
			peopleText(locale, { residents, jobs })
		)
	}),
	shapes: ({ ring, height }) => [{ of: 'ring', ring, height }]
} satisfies EditTool<'building-add'>;
