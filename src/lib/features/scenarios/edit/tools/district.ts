import type { ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import { m } from '#lib/paraglide/messages.js';
import { districtMassing } from '#lib/scenarios/edit/district-massing.ts';
import { formatCount, formatValue } from '#lib/ui/format.ts';
import { FACILITY_KINDS, FLOOR_USES } from '../choices.ts';
import type { EditShape, EditTool, EditValues } from '../edit-tool.ts';
import { inOneLine, peopleText } from '../say.ts';

/** A planned district by its programme. */
export default {
	kind: 'district',
	group: 'buildings',
	title: m.edit_district,
	how: m.edit_district_how,
	aim: { by: 'drawing', shape: 'area', into: 'ring' },
	fields: [
		{ kind: 'text', name: 'name', title: m.edit_name, most: 80, required: true },
		{
			kind: 'amounts',
			name: 'floorArea',
			title: m.edit_floor_area,
			items: FLOOR_USES,
			most: 1e9,
			whole: false,
			complete: true,
			unit: () => 'm²'
		},
		{
			kind: 'number',
			name: 'residents',
			title: m.edit_residents,
			least: 0,
			most: 10_000_000,
			step: 1,
			required: true
		},
		{ kind: 'number', name: 'jobs', title: m.edit_jobs, least: 0, most: 10_000_000, step: 1, required: true },
		{
			kind: 'amounts',
			name: 'facilities',
			title: m.edit_facilities,
			items: FACILITY_KINDS,
			most: 10_000,
			whole: true
		},
		{ kind: 'switch', name: 'clears', title: m.edit_clears, required: true }
	],
	begin: {
		floorArea: { housing: 300_000, office: 0, retail: 20_000, industry: 0, public: 20_000 },
		residents: 8000,
		jobs: 1200,
		facilities: { kindergarten: 1, primary_school: 1, clinic: 1 },
		clears: true
	},
	words: ({ name, floorArea, residents, jobs, facilities, clears }, { locale }) => {
		const floors = sum(Object.values(floorArea));
		const count = sum(Object.values(facilities));
		return {
			what: m.edit_say_district({ name }),
			how: inOneLine(
				floors > 0 ? m.edit_say_floors({ area: formatValue(locale, floors) }) : undefined,
				peopleText(locale, { residents, jobs }),
				count > 0 ? m.edit_say_facilities({ count: formatCount(locale, count) }) : undefined,
				clears ? m.edit_say_clears() : undefined
			)
		};
	},
	lacks: (values) => (hasRoom(values) ? undefined : m.edit_district_small()),
	shapes: (edit) => [{ of: 'ring', ring: edit.ring }, ...blocksOf(edit)]
} satisfies EditTool<'district'>;

type District = ScenarioEditOf<'district'>;

function hasRoom({ ring, floorArea }: EditValues): boolean {
	try {
		// As they were drawn and set here; nobody is counted.
		districtMassing({ ring, floorArea, name: '', residents: 0, jobs: 0 } as District);
		return true;
	} catch {
		return false;
	}
}

/** Lists ask for the shapes of the same edits again and again. */
const known = new WeakMap<District, readonly EditShape[]>();

/** Blocks that realise the floor area; none where it has no room, which its results say. */
function blocksOf(edit: District): readonly EditShape[] {
	const before = known.get(edit);
	if (before) return before;
	const blocks = hasRoom(edit)
		? districtMassing(edit).map(({ ring, height }) => ({ of: 'ring', ring, height }) as const)
		: [];
	known.set(edit, blocks);
	return blocks;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
