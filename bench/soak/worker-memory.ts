import type { CDPSession } from 'playwright-core';

/** Memory of a page's workers, bytes. */
export interface WorkerMemory {
	/** Their JavaScript, after a collection of garbage. */
	readonly heap: number;
	/** Their WebAssembly memories. */
	readonly wasm: number;
}

interface Reply {
	readonly id?: number;
	readonly result?: unknown;
	readonly error?: { readonly message: string };
}

const ANSWER_WITHIN = 20_000;

/** Runs in a worker before its own script: asking the engine for memories of a module that runs ends the page (Chromium 156). */
function keepMemories(): void {
	const memories: WebAssembly.Memory[] = [];
	Object.assign(self, { wasmMemories: memories });
	const keep = ({ exports }: WebAssembly.Instance) => {
		for (const one of Object.values(exports))
			if (one instanceof WebAssembly.Memory && !memories.includes(one)) memories.push(one);
	};
	for (const name of ['instantiate', 'instantiateStreaming'] as const) {
		// Of both forms of the call: with bytes it answers a module and an instance.
		const original = WebAssembly[name] as (
			...args: unknown[]
		) => Promise<WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource>;
		Object.assign(WebAssembly, {
			async [name](...args: unknown[]) {
				const made = await original.apply(WebAssembly, args);
				keep('instance' in made ? made.instance : made);
				return made;
			}
		});
	}
	const { Instance, Memory } = WebAssembly;
	WebAssembly.Memory = new Proxy(Memory, {
		construct(target, args: ConstructorParameters<typeof Memory>) {
			const made = new target(...args);
			memories.push(made);
			return made;
		}
	});
	WebAssembly.Instance = new Proxy(Instance, {
		construct(target, args: ConstructorParameters<typeof Instance>) {
			const made = new target(...args);
			keep(made);
			return made;
		}
	});
}

/** Speaks with the workers of a page, which the browser's protocol reaches only through the page. */
export class Workers {
	readonly #cdp: CDPSession;
	readonly #sessions = new Set<string>();
	readonly #waiting = new Map<string, (reply: Reply | undefined) => void>();
	#next = 1;

	private constructor(cdp: CDPSession) {
		this.#cdp = cdp;
	}

	static async of(cdp: CDPSession): Promise<Workers> {
		const workers = new Workers(cdp);
		cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
			void workers.#attached(sessionId, targetInfo.type === 'worker');
		});
		cdp.on('Target.detachedFromTarget', ({ sessionId }) => workers.#sessions.delete(sessionId));
		cdp.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
			const reply = JSON.parse(message) as Reply; // the protocol's own form
			workers.#waiting.get(`${sessionId} ${String(reply.id)}`)?.(reply);
		});
		await cdp.send('Target.setAutoAttach', {
			autoAttach: true,
			waitForDebuggerOnStart: true,
			flatten: false
		});
		return workers;
	}

	/** A worker waits for us before its first line. */
	async #attached(session: string, isWorker: boolean): Promise<void> {
		if (isWorker) {
			this.#sessions.add(session);
			await this.#send(session, 'Runtime.evaluate', { expression: `(${String(keepMemories)})()` });
		}
		await this.#send(session, 'Runtime.runIfWaitingForDebugger');
	}

	/** All of them together; a worker that ends meanwhile counts as nothing. */
	async memory(): Promise<WorkerMemory> {
		let [heap, wasm] = [0, 0];
		for (const session of this.#sessions) {
			await this.#send(session, 'HeapProfiler.collectGarbage');
			const used = await this.#send<{ usedSize: number }>(session, 'Runtime.getHeapUsage');
			heap += used?.usedSize ?? 0;
			wasm += await this.#wasm(session);
		}
		return { heap, wasm };
	}

	async #wasm(session: string): Promise<number> {
		const sum = await this.#send<{ result: { value?: number } }>(session, 'Runtime.evaluate', {
			expression: 'self.wasmMemories?.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)',
			returnByValue: true
		});
		return sum?.result.value ?? 0;
	}

	/** undefined when the worker has ended or does not answer. */
	async #send<Result>(sessionId: string, method: string, params: object = {}): Promise<Result | undefined> {
		const id = this.#next++;
		const key = `${sessionId} ${String(id)}`;
		const answered = new Promise<Reply | undefined>((resolve) => {
			this.#waiting.set(key, resolve);
			setTimeout(() => resolve(undefined), ANSWER_WITHIN).unref();
		});
		try {
			await this.#cdp.send('Target.sendMessageToTarget', {
				sessionId,
				message: JSON.stringify({ id, method, params })
			});
			return (await answered)?.result as Result | undefined; // what the protocol's method answers
		} catch {
			this.#sessions.delete(sessionId); // it has ended
			return undefined;
		} finally {
			this.#waiting.delete(key);
		}
	}
}
