import { untrack } from 'svelte';
import { metresOfPixel } from '#lib/layers/pixel-size.ts';
import type { EditMark } from '#lib/layers/edits/edit-marks.ts';
import type { DrawnPlace } from '#lib/layers/drawn/drawn.ts';
import type { SearchHit } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { Metres } from '#lib/model/units.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import type { Tool } from '../../annotate/tools.ts';
import { focusMap } from '../../desk/map-commands.ts';
import type { CitySession } from '../../map/session.svelte.ts';
import { showWhatStands } from '../results/what-stands.svelte.ts';
import { CityThings } from './city-things.svelte.ts';
import { EditBoard, type PointedPlace } from './edit-board.svelte.ts';
import type { EditCity, RoadThere } from './edit-city.ts';
import type { AnyTool, EditKind, EditValues, EditWords } from './edit-tool.ts';
import { EDIT_TOOLS, shapesOf, wordsOf } from './edit-tools.ts';
import { finishEdit } from './finish-edit.ts';
import { focusForm } from './focus-form.ts';
import { formsOf } from './marks-of.ts';
import { nearestPlace } from './nearest-place.ts';
import { numbersOf, pickThing, type PickPlace } from './pick-thing.ts';
import { bySense } from './same-sense.ts';
import type { ScenarioEditing } from './scenario-editing.svelte.ts';
import { shapesWhileMade } from './shapes-while-made.ts';
import { whatIsThere } from './what-is-there.ts';
import { reasonOf } from '../../errors/reason-of.ts';

/** A click means what is this near to it, CSS pixels; and on the ground no less than this. */
const REACH_PX = 14;
const REACH: Metres = 15;
/** A name's place stands beside its road. */
const NAME_REACH: Metres = 300;

/** What one edits a scenario with: the tool in hand, its form, and what the map shows of all edits. */
export class EditDesk {
	readonly session: CitySession;
	readonly editing: ScenarioEditing;
	readonly things: CityThings;
	readonly board: EditBoard;
	/** In hand; undefined: clicks on the map select. */
	tool = $state.raw<AnyTool | undefined>();
	/** What its form and the map say. */
	values = $state.raw<EditValues>({});
	/** Index of the own edit that is being changed; undefined: a new one is made. */
	changing = $state<number | undefined>();
	/** What belongs together with the road that was taken last. */
	there = $state.raw<RoadThere | undefined>();
	/** Why it cannot be done yet; said once somebody tried. */
	problem = $state<string | undefined>();
	/** Index among all edits, inherited ones first, that the list points at. */
	lit = $state<number | undefined>();
	readonly #city: EditCity;
	/** What is wrong with the ends of the new road. */
	#loose: string | undefined;

	constructor(session: CitySession, editing: ScenarioEditing, city: EditCity) {
		this.session = session;
		this.editing = editing;
		this.#city = city;
		this.things = new CityThings(city);
		this.board = new EditBoard(session, {
			ended: (corners) => this.#pointed(corners),
			snap: (place) => this.#snap(place)
		});
	}

	/** Takes a tool in hand. The keyboard is the map's for one who points, the form's for one who types. */
	begin(kind: EditKind, byKeys: boolean): void {
		const tool = EDIT_TOOLS.find((one) => one.kind === kind);
		if (!tool) return;
		this.#take(tool, tool.begin, undefined);
		if (byKeys || tool.aim === undefined || tool.aim.by === 'choosing') void focusForm();
		else focusMap();
	}
	/** Opens the form of an own edit. */
	change(index: number): void {
		const edit = this.editing.edits[index];
		const tool = EDIT_TOOLS.find(({ kind }) => kind === edit?.kind);
		if (!edit || !tool) return;
		const { kind: _, ...values } = edit;
		this.#take(tool, values, index);
	}
	/** Puts the tool down; what was not added is gone. */
	leave(): void {
		this.board.leave();
		this.tool = undefined;
		this.values = {};
		this.changing = undefined;
		this.there = undefined;
		this.problem = undefined;
		this.#loose = undefined;
	}

	set(name: string, value: unknown): void {
		this.values = { ...this.values, [name]: value };
		this.problem = undefined;
	}
	/** Adds the edit, or puts it in its predecessor's place; false, and `problem` says why, when something is missing. */
	commit(): boolean {
		if (!this.tool) return false;
		const { edit, lack } = finishEdit(this.tool, this.values);
		this.problem = lack ?? this.#loose;
		if (!edit || this.problem !== undefined) return false;
		const edits = this.#bySense(edit);
		if (this.changing === undefined) this.editing.add(...edits);
		else this.editing.change(this.changing, ...edits);
		this.leave();
		return true;
	}

	/** Takes a place that was found by its name. */
	async take(hit: SearchHit): Promise<void> {
		const at: LngLat = [hit.lng, hit.lat];
		const { aim } = this.tool ?? {};
		this.session.scene?.flyTo({
			lng: hit.lng,
			lat: hit.lat,
			zoom: Math.max(16, this.session.view.spec.camera.zoom)
		});
		if (aim?.by === 'drawing') this.board.put({ lng: hit.lng, lat: hit.lat, height: 0 });
		else if (aim?.by === 'choosing' && aim.place !== undefined) this.set(aim.place, at);
		else await this.#pick({ at, within: NAME_REACH, building: hit.building, named: hit.name });
	}
	/** Takes links of the road that was picked last, in place of those taken of it. */
	takeRoads(rows: readonly number[]): void {
		const mine = new Set([...(this.there?.whole ?? []), ...(this.there?.bridge ?? [])]);
		const others = numbersOf(this.values, 'links').filter((row) => !mine.has(row));
		this.things.wantRoads(rows);
		this.set(
			'links',
			[...others, ...rows].toSorted((a, b) => a - b)
		);
	}

	/** What an edit says in a line. */
	words(edit: ScenarioEdit): EditWords {
		return wordsOf(edit, { locale: locale.current, names: this.things });
	}
	/** Everything that the map shows of all edits, what is in hand last. */
	readonly marks: readonly EditMark[] = $derived.by(() => {
		const inherited = this.editing.inherited.flatMap(({ edits }) => edits);
		const marks = [...inherited, ...this.editing.edits].flatMap((edit, index) => {
			const own = index - inherited.length;
			if (own >= 0 && own === this.changing) return [];
			const weight = index === this.lit ? 'strong' : own < 0 ? 'quiet' : 'usual';
			return shapesOf(edit).flatMap((shape) =>
				formsOf(shape, this.things).map((form): EditMark => ({ form, weight }))
			);
		});
		const there = this.tool ? whatIsThere(this.tool, this.values, this.things) : [];
		const made = this.tool ? shapesWhileMade(this.tool, this.values) : [];
		const forms = made.flatMap((shape) => formsOf(shape, this.things, true));
		return [...there, ...marks, ...forms.map((form): EditMark => ({ form, weight: 'strong' }))];
	});

	/** All edits but one that is being changed, and the district that is being drawn: what stands then shows. */
	readonly standing: readonly ScenarioEdit[] = $derived.by(() => {
		const inherited = this.editing.inherited.flatMap(({ edits }) => edits);
		const own = this.editing.edits.filter((_, index) => index !== this.changing);
		const made = this.tool?.kind === 'district' ? finishEdit(this.tool, this.values).edit : undefined;
		return [...inherited, ...own, ...(made ? [made] : [])];
	});

	/** Asks for what edits name, and listens to the map; called while a page is made, ends with it. */
	run(): void {
		this.board.run();
		$effect(() => {
			const edits = [...this.editing.inherited.flatMap((parent) => parent.edits), ...this.editing.edits];
			untrack(() => this.things.want(edits));
		});
		showWhatStands(this.session, { edits: () => this.standing, ask: (edits) => this.#city.bodies(edits) });
		$effect(() => {
			this.session.showsEdits = true;
			return () => (this.session.showsEdits = false);
		});
		// Clicks on the map are the tool's.
		$effect(() => {
			this.session.pointerTaken = this.board.drawing !== undefined;
			return () => (this.session.pointerTaken = false);
		});
	}

	#take(tool: AnyTool, values: EditValues, changing: number | undefined): void {
		this.leave();
		this.tool = tool;
		this.values = values;
		this.changing = changing;
		if (changing !== undefined) void focusForm();
		const { aim } = tool;
		if (!aim) return;
		if (aim.by === 'choosing' && aim.of === 'routes') this.things.wantRoutes();
		if (tool.kind === 'line-add' || tool.kind === 'stop-remove') this.things.wantStops();
		const shape: Tool = aim.by === 'drawing' ? aim.shape : 'point';
		this.board.aimAt(aim.by === 'picking' && aim.of === 'buildings' ? 'buildings' : 'ground');
		this.board.toggle(shape);
	}

	/** A drawing came to its end, or something was pointed at. */
	#pointed(corners: readonly PointedPlace[]): void {
		const { aim } = this.tool ?? {};
		const places = corners.map(({ at }) => at);
		const [first] = corners;
		if (!aim || !first) return;
		if (aim.by === 'drawing') {
			this.set(aim.into, aim.shape === 'point' ? first.at : places);
			if (aim.shape !== 'point') this.board.renew();
			if (this.tool?.kind === 'road-add') void this.#join(places);
			if (this.board.byKeys) void focusForm('fields');
			return;
		}
		this.board.renew();
		const within = Math.max(REACH, REACH_PX * metresOfPixel(this.session.view.spec.camera));
		const isChosen = aim.by === 'choosing' && aim.place !== undefined && this.values[aim.into] !== undefined;
		if (!isChosen) void this.#pick({ at: first.at, within, building: first.building });
		if (aim.by !== 'choosing' || aim.place === undefined) return;
		this.set(aim.place, first.at);
		if (this.board.byKeys) void focusForm('fields');
	}

	/** A new road that joins no other is of no use to anybody: that is said while it is drawn. */
	async #join(line: readonly LngLat[]): Promise<void> {
		const ends = [line[0]!, line.at(-1)!]; // it has two corners at least
		this.#loose = undefined;
		try {
			const [first, last] = await Promise.all(ends.map((at) => this.#city.joins(at)));
			if (this.values['line'] !== line || (first && last)) return;
			this.problem = this.#loose = first ? m.edit_loose_last() : last ? m.edit_loose_first() : m.edit_loose();
		} catch (thrown) {
			this.problem = m.edit_failed({ reason: reasonOf(AppError.from(thrown)) });
		}
	}

	/** Takes the thing at a place, or gives it back. */
	async #pick(place: PickPlace): Promise<void> {
		const { tool } = this;
		const aim = tool?.aim;
		if (!aim || aim.by === 'drawing') return;
		this.problem = undefined;
		try {
			const found = await pickThing(aim.of, place, this.things, this.#city);
			if (this.tool !== tool) return;
			if (found) this.values = found.into(this.values);
			else
				this.problem =
					aim.by === 'choosing' && aim.place !== undefined ? m.edit_lack_route() : m.edit_nothing_there();
			this.there = found?.there ?? this.there;
		} catch (thrown) {
			this.problem = m.edit_failed({ reason: reasonOf(AppError.from(thrown)) });
		}
	}

	/** A road's "along" is that of the link that was taken first: those drawn against it get their own edit. */
	#bySense(edit: ScenarioEdit): readonly ScenarioEdit[] {
		if (edit.kind !== 'road' || edit.direction === undefined || edit.direction === 'both') return [edit];
		const roads = edit.links.flatMap((row) => this.things.roadOf(row) ?? []);
		const { same, against } = bySense(roads);
		if (against.length === 0) return [edit];
		const other = edit.direction === 'forward' ? 'backward' : 'forward';
		return [
			{ ...edit, links: [...same] },
			{ ...edit, links: [...against], direction: other }
		];
	}

	/** A new line halts where a stop is already. */
	#snap(place: DrawnPlace): DrawnPlace {
		if (this.tool?.kind !== 'line-add') return place;
		const reach = REACH_PX * metresOfPixel(this.session.view.spec.camera);
		const stop = nearestPlace(this.things.stops, [place.lng, place.lat], reach);
		return stop ? { ...place, lng: stop.at[0], lat: stop.at[1] } : place;
	}
}
