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
			if (targetInfo.type === 'worker') workers.#sessions.add(sessionId);
		});
		cdp.on('Target.detachedFromTarget', ({ sessionId }) => workers.#sessions.delete(sessionId));
		cdp.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
			const reply = JSON.parse(message) as Reply; // the protocol's own form
			workers.#waiting.get(`${sessionId} ${String(reply.id)}`)?.(reply);
		});
		await cdp.send('Target.setAutoAttach', {
			autoAttach: true,
			waitForDebuggerOnStart: false,
			flatten: false
		});
		return workers;
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
		const objectGroup = 'wasm';
		const prototype = await this.#send<{ result: { objectId?: string } }>(session, 'Runtime.evaluate', {
			expression: 'WebAssembly.Memory.prototype',
			objectGroup
		});
		const found = await this.#send<{ objects: { objectId?: string } }>(session, 'Runtime.queryObjects', {
			prototypeObjectId: prototype?.result.objectId,
			objectGroup
		});
		const sum = await this.#send<{ result: { value?: number } }>(session, 'Runtime.callFunctionOn', {
			objectId: found?.objects.objectId,
			functionDeclaration: 'function () { return this.reduce((sum, m) => sum + m.buffer.byteLength, 0); }',
			returnByValue: true
		});
		await this.#send(session, 'Runtime.releaseObjectGroup', { objectGroup });
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
