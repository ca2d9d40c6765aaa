import { m } from '#lib/paraglide/messages.js';
import type { EditTool } from '../edit-tool.ts';

/** A stop where nothing halts any more. */
export default {
	kind: 'stop-remove',
	group: 'transit',
	title: m.edit_stop_remove,
	how: m.edit_stop_remove_how,
	aim: { by: 'choosing', of: 'stops', into: 'stop' },
	fields: [],
	begin: {},
	words: ({ dataset, stop }, { names }) => ({
		what: m.edit_say_stop_remove({ name: names.stop(dataset, stop) ?? stop }),
		how: ''
	}),
	shapes: ({ dataset, stop }) => [{ of: 'stop', dataset, id: stop }]
} satisfies EditTool<'stop-remove'>;
