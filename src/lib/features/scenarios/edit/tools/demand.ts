import { m } from '#lib/paraglide/messages.js';
import { formatValue } from '#lib/ui/format.ts';
import type { EditTool } from '../edit-tool.ts';
import { percent } from '../say.ts';

/** More trips by car, or fewer. */
export default {
	kind: 'demand',
	group: 'roads',
	title: m.edit_demand,
	how: m.edit_demand_how,
	aim: { by: 'drawing', shape: 'point', into: 'at', optional: true },
	fields: [
		{
			kind: 'number',
			name: 'factor',
			title: m.edit_demand_factor,
			unit: () => '%',
			least: 0,
			most: 1000,
			step: 1,
			percent: true,
			required: true
		},
		{
			kind: 'number',
			name: 'within',
			title: m.edit_within,
			unit: () => 'm',
			least: 1,
			most: 50_000,
			step: 1,
			required: true,
			when: ({ at }) => at !== undefined
		}
	],
	begin: { factor: 1.2, within: 1000 },
	words: ({ factor, at, within }, { locale }) => ({
		what: m.edit_say_demand({ share: percent(locale, factor) }),
		how: at ? m.edit_say_within({ metres: formatValue(locale, within ?? 0) }) : m.edit_say_everywhere()
	}),
	shapes: ({ at, within }) =>
		at ? [{ of: 'place', at, look: 'people', ...(within !== undefined && { radius: within }) }] : []
} satisfies EditTool<'demand'>;
