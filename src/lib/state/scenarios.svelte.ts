import type {
	BaselineNow,
	KeptScenario,
	RunToKeep,
	ScenarioFigures,
	ScenarioList
} from '#lib/model/scenario/contract.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import type { ScenarioDraft, ScenarioRun, ScenarioStatus } from '#lib/model/scenario/scenario.ts';
import { askServer } from './ask-server.ts';
import { Fetched } from './fetched.svelte.ts';

type Token = string | undefined;
const pathOf = (id: string) => `/api/scenarios/${encodeURIComponent(id)}`;
/** Results of this visit: what a result says never changes. */
const MOST_RESULTS = 24;

/** Scenarios that the server keeps. They are asked for only while somebody looks. */
export class Scenarios {
	readonly #list = new Fetched<ScenarioList>((signal) => askServer('/api/scenarios', { signal }));
	readonly #results = new Map<string, Promise<ModelResult>>();
	readonly fetched: Pick<Fetched<ScenarioList>, 'error' | 'settled'> = this.#list;
	/** Changed last first; empty before the server answered. */
	readonly all: readonly KeptScenario[] = $derived(this.#list.current?.scenarios ?? []);
	#held = $state.raw<readonly RunToKeep[]>([]);
	#looking = false;

	get(id: string): KeptScenario | undefined {
		return this.all.find((one) => one.id === id);
	}
	/** The scenario first, the one on its baseline last; undefined while one of them is unknown. */
	chain(id: string): readonly KeptScenario[] | undefined {
		const chain: KeptScenario[] = [];
		for (let next: string | undefined = id; next !== undefined;) {
			const one = this.get(next);
			if (!one || chain.includes(one)) return undefined;
			chain.push(one);
			next = one.parent.kind === 'scenario' ? one.parent.id : undefined;
		}
		return chain;
	}

	/** Asks now, and again whenever another one is said. Failures stand in `fetched.error`. */
	async ask(): Promise<void> {
		this.#looking = true;
		await this.#list.refresh();
	}
	/** Something changed: nobody who looks has to ask. */
	async refresh(): Promise<void> {
		if (this.#looking) await this.#list.refresh();
	}

	/** As the server has it now. Throws NOT_FOUND. */
	async load(id: string): Promise<KeptScenario> {
		return this.#shows(await askServer<KeptScenario>(pathOf(id)));
	}
	/** Runs over a scenario, newest first: those that only this page has are the first. */
	runs(id: string): readonly ScenarioRun[] {
		const held = this.#held.map(({ run }) => run).filter(({ scenario }) => scenario === id);
		return [...held, ...(this.get(id)?.runs ?? [])];
	}
	/** The newest run of a model over a scenario. */
	run(id: string, model: string): ScenarioRun | undefined {
		return this.runs(id).find((one) => one.model === model);
	}
	/** Runs that the server does not have. */
	get held(): readonly RunToKeep[] {
		return this.#held;
	}
	/** Indicators of all results that the server keeps. */
	figures(): Promise<ScenarioFigures> {
		return askServer('/api/scenarios/figures');
	}
	/** The living city at this moment, as a scenario begins from it. */
	baselineNow(): Promise<BaselineNow> {
		return askServer('/api/scenarios/baseline');
	}
	/** What a model gave for these inputs. Throws NOT_FOUND when nobody has run it. */
	result(inputs: string): Promise<ModelResult> {
		const held = this.#held.find(({ run }) => run.inputs === inputs);
		if (held) return Promise.resolve(held.result);
		return this.#results.get(inputs) ?? this.#remember(inputs, askServer(`/api/scenarios/results/${inputs}`));
	}

	/** A new scenario. */
	add(draft: ScenarioDraft, by: string, token: Token): Promise<KeptScenario> {
		return this.#post('/api/scenarios', { draft, by }, token);
	}
	/** Replaces a draft. Throws ACT_REFUSED when another has done so since `rev`, or when it is no draft any more. */
	keep(id: string, draft: ScenarioDraft, rev: number, by: string, token: Token): Promise<KeptScenario> {
		return this.#post(pathOf(id), { draft, rev, by }, token);
	}
	/** Throws ACT_REFUSED; its details say why. */
	move(
		{ id, rev }: Pick<KeptScenario, 'id' | 'rev'>,
		to: { readonly status: ScenarioStatus; readonly note?: string },
		by: string,
		token: Token
	): Promise<KeptScenario> {
		return this.#post(`${pathOf(id)}/status`, { ...to, rev, by }, token);
	}
	/** Throws ACT_REFUSED while others begin from it, and when it is approved. */
	async forget(id: string, by: string, token: Token): Promise<void> {
		const body = { by };
		this.#list.set(await askServer<ScenarioList>(`${pathOf(id)}/forget`, { method: 'POST', body, token }));
	}
	/** What a model gave here and now: it can be looked at before, and although, the server does not have it. */
	hold(run: RunToKeep): void {
		this.#held = [run, ...this.#held.filter(({ run: { inputs } }) => inputs !== run.run.inputs)];
	}
	/** Keeps what a model gave. Throws ACT_REFUSED when it is of something else than the scenario is now. */
	async keepRun(held: RunToKeep, by: string, token: Token): Promise<KeptScenario> {
		const path = `${pathOf(held.run.scenario)}/runs`;
		const kept = await this.#post(path, { ...held, run: { ...held.run, by } }, token, true);
		this.#held = this.#held.filter((one) => one !== held);
		this.#remember(held.run.inputs, Promise.resolve(held.result));
		return kept;
	}

	dispose(): void {
		this.#list.dispose();
	}

	async #post(path: string, body: unknown, token: Token, zipped = false): Promise<KeptScenario> {
		return this.#shows(await askServer<KeptScenario>(path, { method: 'POST', body, token, zipped }));
	}
	/** The answer to an act says how its scenario is now. */
	#shows(kept: KeptScenario): KeptScenario {
		const list = this.#list.current;
		if (list) {
			const others = list.scenarios.filter(({ id }) => id !== kept.id);
			this.#list.set({ ...list, scenarios: [kept, ...others] });
		}
		return kept;
	}

	#remember(inputs: string, result: Promise<ModelResult>): Promise<ModelResult> {
		this.#results.set(inputs, result);
		result.catch(() => this.#results.delete(inputs));
		const [oldest] = this.#results.keys();
		if (this.#results.size > MOST_RESULTS && oldest !== undefined) this.#results.delete(oldest);
		return result;
	}
}
