import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { AnyTool, EditKind, EditShape, EditTool, EditWords, Telling } from './edit-tool.ts';
import buildingAdd from './tools/building-add.ts';
import buildingRemove from './tools/building-remove.ts';
import demand from './tools/demand.ts';
import district from './tools/district.ts';
import facilityAdd from './tools/facility-add.ts';
import facilityRemove from './tools/facility-remove.ts';
import lamps from './tools/lamps.ts';
import lineAdd from './tools/line-add.ts';
import lineRemove from './tools/line-remove.ts';
import people from './tools/people.ts';
import rain from './tools/rain.ts';
import release from './tools/release.ts';
import river from './tools/river.ts';
import road from './tools/road.ts';
import roadAdd from './tools/road-add.ts';
import stopAdd from './tools/stop-add.ts';
import stopRemove from './tools/stop-remove.ts';

/** Every way to change the city, as the menu lists them within their groups. */
export const EDIT_TOOLS: readonly AnyTool[] = [
	road,
	roadAdd,
	demand,
	lineAdd,
	lineRemove,
	stopAdd,
	stopRemove,
	buildingAdd,
	buildingRemove,
	district,
	people,
	facilityAdd,
	facilityRemove,
	lamps,
	rain,
	river,
	release
];

const BY_KIND: ReadonlyMap<string, AnyTool> = new Map(EDIT_TOOLS.map((tool) => [tool.kind, tool]));

/** The tool of a kind of edits: there is one for each, which a test holds. */
export const toolOf = <K extends EditKind>(kind: K): EditTool<K> =>
	BY_KIND.get(kind) as unknown as EditTool<K>; // filed by its own kind

/** An edit said in a line. */
export const wordsOf = (edit: ScenarioEdit, telling: Telling): EditWords =>
	toolOf(edit.kind).words(edit as never, telling); // its own kind's tool

/** What an edit is on the map. */
export const shapesOf = (edit: ScenarioEdit): readonly EditShape[] => toolOf(edit.kind).shapes(edit as never); // as above
