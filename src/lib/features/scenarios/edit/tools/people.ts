import { m } from '#lib/paraglide/messages.js';
import type { EditTool } from '../edit-tool.ts';
import { peopleText, withSign } from '../say.ts';

const MOST = 10_000_000;

/** More people, or fewer, at a place. */
export default {
	kind: 'people',
	group: 'places',
	title: m.edit_people,
	how: m.edit_people_how,
	aim: { by: 'drawing', shape: 'point', into: 'at' },
	fields: [
		{ kind: 'number', name: 'residents', title: m.edit_residents_more, least: -MOST, most: MOST, step: 1 },
		{ kind: 'number', name: 'jobs', title: m.edit_jobs_more, least: -MOST, most: MOST, step: 1 }
	],
	begin: { residents: 1000 },
	lacks: ({ residents, jobs }) => (residents || jobs ? undefined : m.edit_people_none()),
	words: ({ residents, jobs }, { locale }) => ({
		what: m.edit_people(),
		how: peopleText(locale, { residents, jobs }, withSign)
	}),
	shapes: ({ at }) => [{ of: 'place', at, look: 'people' }]
} satisfies EditTool<'people'>;
