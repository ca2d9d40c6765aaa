import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Notes, NoteLog } from '#lib/model/note.ts';
import { answerRoute } from '../http/answer-route.ts';
import { replyError } from '../http/json-reply.ts';
import { NoteBook } from './note-book.ts';
import { noteRoutes } from './note-routes.ts';

const yard = {
	kind: 'area',
	corners: [
		[0, 0],
		[0.01, 0],
		[0.01, 0.01]
	]
} as const;

let folder: string;
let book: NoteBook;
let server: Server;
let origin: string;
let open = true;
let heard: number[] = [];

beforeEach(async () => {
	open = true;
	heard = [];
	folder = mkdtempSync(join(tmpdir(), 'cityloop-notes-'));
	book = new NoteBook(folder);
	const routes = noteRoutes({
		notes: () => book,
		changed: (rev) => heard.push(rev),
		access: () => ({ ingest: false, may: () => true }) as never,
		get open() {
			return open;
		}
	});
	server = createServer((request, response) => {
		answerRoute(routes, new URL(request.url ?? '/', 'http://local'), request, response).catch(
			(thrown: unknown) => replyError(response, thrown)
		);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
	await new Promise((closed) => server.close(closed));
	book.close();
	rmSync(folder, { recursive: true });
});

async function ask<T = Notes>(path: string, body?: unknown): Promise<{ status: number; said: T }> {
	const response = await fetch(origin + path, {
		...(body !== undefined && {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body)
		})
	});
	return { status: response.status, said: (await response.json()) as T };
}
const add = (text: string, by = 'Li', shape: unknown = yard) => ask('/api/notes', { shape, text, by });

test('a note comes back as it was drawn, with its author and time, the newest first', async () => {
	const before = Date.now();
	const { said } = await add(' 井盖缺失 ');
	await add('second', 'Wang', { kind: 'point', corners: [[1, 2]] });
	const [newest, first] = (await ask('/api/notes')).said.notes;
	expect(newest).toMatchObject({ text: 'second', by: 'Wang', shape: { kind: 'point', corners: [[1, 2]] } });
	expect(first).toEqual({ id: said.id, text: '井盖缺失', by: 'Li', shape: yard, at: first?.at });
	expect(first!.at).toBeGreaterThanOrEqual(before);
});

test('who edits is said beside who drew; the same text again is no edit', async () => {
	const { id } = (await add('crack')).said;
	await ask(`/api/notes/${id}/edit`, { text: 'crack, 3 m', by: 'Wang' });
	const { said } = await ask(`/api/notes/${id}/edit`, { text: 'crack, 3 m', by: 'Zhao' });
	expect(said.notes).toMatchObject([{ text: 'crack, 3 m', by: 'Li', edited: { by: 'Wang' } }]);
	expect(said.rev).toBe(2);
});

test('a removed note can be restored, and its log has every act', async () => {
	const { id } = (await add('flood')).said;
	expect((await ask(`/api/notes/${id}/remove`, { by: 'Wang' })).said.notes).toEqual([]);
	expect((await ask(`/api/notes/${id}/remove`, { by: 'Wang' })).status).toBe(404);
	expect((await ask(`/api/notes/${id}/restore`, { by: 'Li' })).said.notes).toMatchObject([{ id, by: 'Li' }]);
	expect((await ask(`/api/notes/${id}/restore`, { by: 'Li' })).status).toBe(404);
	const { log } = (await ask<NoteLog>(`/api/notes/${id}`)).said;
	expect(log.map(({ act, by, text }) => [act, by, text])).toEqual([
		['add', 'Li', 'flood'],
		['remove', 'Wang', undefined],
		['restore', 'Li', undefined]
	]);
});

test('other pages are told of each act', async () => {
	const { id } = (await add('one')).said;
	await ask(`/api/notes/${id}/remove`, { by: 'Li' });
	expect(heard).toEqual([1, 2]);
});

test('notes survive a restart, and numbers of removed ones are not given again', async () => {
	const { id } = (await add('gone')).said;
	await ask(`/api/notes/${id}/remove`, { by: 'Li' });
	const kept = (await add('kept')).said.id;
	book.close();
	book = new NoteBook(folder);
	expect((await ask('/api/notes')).said).toMatchObject({ rev: 3, notes: [{ id: kept, text: 'kept' }] });
	expect((await add('next')).said.id).not.toBe(id);
});

test('what is no note, or sent without the right, is refused with a sentence', async () => {
	expect(await add('')).toMatchObject({ status: 400, said: { code: 'INPUT_INVALID' } });
	expect(await add('a line of one corner', 'Li', { kind: 'line', corners: [[0, 0]] })).toMatchObject({
		status: 400
	});
	expect(await ask('/api/notes/7/edit', { text: 'x', by: 'Li' })).toMatchObject({
		status: 404,
		said: { message: 'There is no note 7.' }
	});
	expect(await ask('/api/notes/7')).toMatchObject({ status: 404 });
	expect((await add('x'.repeat(70_000))).status).toBe(413);
	open = false;
	expect((await add('late')).status).toBe(401);
	expect((await ask('/api/notes')).said.notes).toEqual([]);
});
