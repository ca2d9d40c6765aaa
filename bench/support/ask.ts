/** Asks the server, with a body by POST; what it answers is of its own contract. Throws what it says of a failure. */
export async function ask<T>(url: string, body?: object): Promise<T> {
	const headers = { 'Content-Type': 'application/json' };
	const reply = await fetch(url, body && { method: 'POST', headers, body: JSON.stringify(body) });
	if (!reply.ok) throw new Error(`${url}: ${String(reply.status)} ${await reply.text()}`);
	return (await reply.json()) as T;
}
