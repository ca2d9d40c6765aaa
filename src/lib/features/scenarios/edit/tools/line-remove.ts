import { m } from '#lib/paraglide/messages.js';
import type { EditTool } from '../edit-tool.ts';

/** A line that no longer runs. */
export default {
	kind: 'line-remove',
	group: 'transit',
	title: m.edit_line_remove,
	how: m.edit_line_remove_how,
	aim: { by: 'choosing', of: 'routes', into: 'route' },
	fields: [],
	begin: {},
	words: ({ dataset, route }, { names }) => ({
		what: m.edit_say_line_remove({ name: names.route(dataset, route) ?? route }),
		how: ''
	}),
	shapes: ({ dataset, route }) => [{ of: 'route', dataset, id: route }]
} satisfies EditTool<'line-remove'>;
