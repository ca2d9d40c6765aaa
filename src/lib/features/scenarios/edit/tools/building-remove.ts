import { m } from '#lib/paraglide/messages.js';
import { formatCount } from '#lib/ui/format.ts';
import type { EditTool } from '../edit-tool.ts';

/** Buildings that go. */
export default {
	kind: 'building-remove',
	group: 'buildings',
	title: m.edit_building_remove,
	how: m.edit_building_remove_how,
	aim: { by: 'picking', of: 'buildings', into: 'buildings' },
	fields: [],
	begin: {},
	words: ({ buildings }, { locale }) => ({
		what: m.edit_say_building_remove({ count: formatCount(locale, buildings.length) }),
		how: ''
	}),
	shapes: ({ buildings }) => [{ of: 'buildings', ids: buildings }]
} satisfies EditTool<'building-remove'>;
