import type { Alarm } from '#lib/model/alarm.ts';
import type { CityLayer } from '#lib/layers/layer.ts';
import type { ModelPick } from '#lib/scene/contract.ts';
import { SCENARIO_LAYER, type EntityRef } from '#lib/model/view-spec.ts';
import type { LiveClient } from '#workers/live/client.ts';

/** What stands in a link for an alarm: `sel=alarms:…`. It comes before the thing that the alarm is about. */
export const ALARMS_LAYER = 'alarms';
/** What stands in a link for a note: `sel=notes:17`. */
export const NOTES_LAYER = 'notes';
/** An entity that a link names is looked for this often. */
const LOOK_MS = 500;

/** What a selection needs of its page. */
export interface SelectionSource {
	readonly view: {
		readonly spec: { readonly selection: readonly EntityRef[] };
		select(selection: readonly EntityRef[]): void;
	};
	readonly layer: (id: string) => CityLayer | undefined;
	readonly liveClient: () => Promise<LiveClient>;
	/** Alarms that the map drew last, in its order. */
	readonly drawnAlarms: () => readonly Alarm[];
	readonly alarm: (id: string) => Alarm | undefined;
	/** Notes in the order in which the map draws them. */
	readonly notes: () => readonly { readonly id: string }[];
	/** Name of a row of the scenario's result that the map shows. */
	readonly resultKey: (row: number) => string | undefined;
}

/** What is selected on a page: an alarm, a thing, or an alarm with the thing that it is about. */
export class Selection {
	/** Row of the selected entity that a link names by its urn. */
	#found = $state.raw<{ layer: string; urn: string; index: number } | undefined>();
	/** Things of models that were picked: their places here name them. A model lives no longer than the page. */
	readonly #things: ModelPick[] = [];
	readonly #of: SelectionSource;

	constructor(of: SelectionSource) {
		this.#of = of;
	}

	/** Id of the selected alarm, which may be closed by now. */
	get alarmId(): string | undefined {
		const [first] = this.#of.view.spec.selection;
		return first?.layer === ALARMS_LAYER ? first.id : undefined;
	}
	/** The selected thing. */
	get entity(): EntityRef | undefined {
		return this.#of.view.spec.selection.find(({ layer }) => layer !== ALARMS_LAYER);
	}
	/** Row of the selected thing in its layer; undefined while that is not known. */
	get index(): number | undefined {
		const { entity } = this;
		if (!entity) return undefined;
		if (entity.layer === NOTES_LAYER) {
			const index = this.#of.notes().findIndex(({ id }) => id === entity.id);
			return index < 0 ? undefined : index;
		}
		if (entity.layer === SCENARIO_LAYER) return undefined;
		if (!this.#isNamed(entity.layer)) return Number(entity.id);
		const found = this.#found;
		return found?.layer === entity.layer && found.urn === entity.id ? found.index : undefined;
	}

	/** The selected thing of a model. */
	get thing(): ModelPick | undefined {
		const { entity } = this;
		return entity && this.thingOf(entity);
	}

	/** The thing of a model that was picked on this page as this. */
	thingOf({ layer, id }: EntityRef): ModelPick | undefined {
		const thing = this.#things[Number(id)];
		return thing?.layer === layer ? thing : undefined;
	}

	/** Selects a thing of a model. */
	model(picked: ModelPick): void {
		const { layer, part } = picked;
		let index = this.#things.findIndex((thing) => thing.layer === layer && thing.part === part);
		if (index < 0) index = this.#things.push(picked) - 1;
		this.#of.view.select([{ layer, id: String(index) }]);
	}

	/** Selects what was picked on the map. */
	async pick(layer: string, index: number): Promise<void> {
		if (layer === ALARMS_LAYER) return this.alarm(this.#of.drawnAlarms()[index]);
		if (layer === NOTES_LAYER) return this.note(this.#of.notes()[index]?.id);
		if (layer === SCENARIO_LAYER) {
			const id = this.#of.resultKey(index);
			return id === undefined ? undefined : this.#of.view.select([{ layer, id }]);
		}
		const stream = this.#of.layer(layer)?.stream;
		if (stream === undefined || !this.#isNamed(layer))
			return this.#of.view.select([{ layer, id: String(index) }]);
		const card = await (await this.#of.liveClient()).card(stream, index);
		if (!card) return;
		this.#found = { layer, urn: card.urn, index };
		this.#of.view.select([{ layer, id: card.urn }]);
	}
	note(id: string | undefined): void {
		if (id !== undefined) this.#of.view.select([{ layer: NOTES_LAYER, id }]);
	}
	/** Selects an alarm and the entity that it is about. */
	alarm(alarm: Alarm | undefined): void {
		if (!alarm) return;
		const { subject } = alarm;
		this.#of.view.select([
			{ layer: ALARMS_LAYER, id: alarm.id },
			...(subject.kind === 'entity' ? [subject.ref] : [])
		]);
	}
	/** Keeps knowing the row of the selected entity, which may come, go and come again; returns what ends it. */
	watch(): () => void {
		const { entity } = this;
		const stream = entity && this.#of.layer(entity.layer)?.stream;
		if (!entity || stream === undefined || !this.#isNamed(entity.layer)) return () => undefined;
		let watched = true;
		const look = async () => {
			const index = await (await this.#of.liveClient()).find(stream, entity.id);
			if (!watched || index === undefined || index === this.index) return;
			this.#found = { layer: entity.layer, urn: entity.id, index };
		};
		void look();
		const timer = setInterval(() => void look(), LOOK_MS);
		return () => {
			watched = false;
			clearInterval(timer);
		};
	}

	/** True for entities whose links name their urn: their rows are a matter of this page. */
	#isNamed(layer: string): boolean {
		const found = this.#of.layer(layer);
		return found?.stream !== undefined && found.kind !== 'alerts' && !found.dataset;
	}
}
