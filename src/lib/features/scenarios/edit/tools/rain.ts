import { m } from '#lib/paraglide/messages.js';
import { formatValue } from '#lib/ui/format.ts';
import type { EditTool } from '../edit-tool.ts';

/** Rain over the city. */
export default {
	kind: 'rain',
	group: 'weather',
	title: m.edit_rain,
	how: m.edit_rain_how,
	fields: [
		{
			kind: 'number',
			name: 'intensity',
			title: m.edit_intensity,
			unit: () => 'mm/h',
			least: 0,
			most: 300,
			step: 0.1,
			required: true
		},
		{
			kind: 'number',
			name: 'hours',
			title: m.edit_lasts,
			unit: m.edit_unit_hours,
			least: 0.1,
			most: 72,
			step: 0.1,
			required: true
		}
	],
	begin: { intensity: 60, hours: 2 },
	words: ({ intensity, hours }, { locale }) => ({
		what: m.edit_rain(),
		how: m.edit_say_rain({ intensity: formatValue(locale, intensity), hours: formatValue(locale, hours) })
	}),
	shapes: () => []
} satisfies EditTool<'rain'>;
