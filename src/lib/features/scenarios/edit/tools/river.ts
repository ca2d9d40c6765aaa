import { m } from '#lib/paraglide/messages.js';
import { formatValue } from '#lib/ui/format.ts';
import type { EditTool } from '../edit-tool.ts';

/** Rivers and lakes higher or lower than they usually stand. */
export default {
	kind: 'river',
	group: 'weather',
	title: m.edit_river,
	how: m.edit_river_how,
	fields: [
		{
			kind: 'number',
			name: 'rise',
			title: m.edit_rise,
			unit: () => 'm',
			least: -5,
			most: 20,
			step: 0.1,
			required: true
		}
	],
	begin: { rise: 2 },
	words: ({ rise }, { locale }) => ({
		what: m.edit_river(),
		how: `${rise < 0 ? '−' : '+'}${formatValue(locale, Math.abs(rise))} m`
	}),
	shapes: () => []
} satisfies EditTool<'river'>;
