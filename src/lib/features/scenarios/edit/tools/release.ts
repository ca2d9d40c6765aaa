import { m } from '#lib/paraglide/messages.js';
import { formatValue } from '#lib/ui/format.ts';
import { choiceTitle } from '../choices.ts';
import type { EditTool } from '../edit-tool.ts';
import { SUBSTANCE_CHOICES } from '../substances.ts';
import { inOneLine } from '../say.ts';

/** Something that gets into the air. */
export default {
	kind: 'release',
	group: 'weather',
	title: m.edit_release,
	how: m.edit_release_how,
	aim: { by: 'drawing', shape: 'point', into: 'at' },
	fields: [
		{
			kind: 'choice',
			name: 'substance',
			title: m.edit_substance,
			choices: SUBSTANCE_CHOICES,
			required: true
		},
		{
			kind: 'number',
			name: 'rate',
			title: m.edit_rate,
			unit: () => 'g/s',
			least: 0.001,
			most: 1e7,
			step: 0.001,
			required: true
		},
		{
			kind: 'number',
			name: 'height',
			title: m.edit_release_height,
			unit: () => 'm',
			least: 0,
			most: 500,
			step: 0.1,
			required: true
		},
		{
			kind: 'number',
			name: 'minutes',
			title: m.edit_lasts,
			unit: m.edit_unit_minute,
			least: 1,
			most: 1440,
			step: 1,
			required: true
		}
	],
	begin: { substance: SUBSTANCE_CHOICES[0]!.value, rate: 500, height: 2, minutes: 30 }, // the table is not empty
	words: ({ substance, rate, height, minutes }, { locale }) => ({
		what: m.edit_say_release({ substance: choiceTitle(SUBSTANCE_CHOICES, substance) }),
		how: inOneLine(
			`${formatValue(locale, rate)} g/s`,
			m.edit_say_over_ground({ metres: formatValue(locale, height) }),
			m.edit_say_minutes({ minutes: formatValue(locale, minutes) })
		)
	}),
	shapes: ({ at }) => [{ of: 'place', at, look: 'release' }]
} satisfies EditTool<'release'>;
