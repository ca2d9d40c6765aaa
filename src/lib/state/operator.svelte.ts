import { POSTS, type Post } from '#lib/model/wall/post.ts';

const NAME_KEY = 'cityloop-operator';
const POST_KEY = 'cityloop-post';
const TOKEN_KEY = 'cityloop-token';

/** Who sits at this browser, in which post: acts say the name. The token, where a server asks for one, ends with the tab. */
class Operator {
	#name = $state(read('local', NAME_KEY));
	#post = $state(postOf(read('local', POST_KEY)));
	#token = $state(read('session', TOKEN_KEY));

	/** Empty until somebody said it. */
	get name(): string {
		return this.#name;
	}
	set name(name: string) {
		this.#name = name.trim();
		write('local', NAME_KEY, this.#name);
	}
	get post(): Post {
		return this.#post;
	}
	set post(post: Post) {
		this.#post = post;
		write('local', POST_KEY, post);
	}
	get token(): string | undefined {
		return this.#token === '' ? undefined : this.#token;
	}
	set token(token: string | undefined) {
		this.#token = token?.trim() ?? '';
		write('session', TOKEN_KEY, this.#token);
	}
}

const postOf = (kept: string): Post => POSTS.find((post) => post === kept) ?? POSTS[0];
const storageOf = (kind: 'local' | 'session') => (kind === 'local' ? localStorage : sessionStorage);

function read(kind: 'local' | 'session', key: string): string {
	try {
		return storageOf(kind).getItem(key) ?? '';
	} catch {
		return ''; // storage is forbidden
	}
}

function write(kind: 'local' | 'session', key: string, value: string): void {
	try {
		storageOf(kind).setItem(key, value);
	} catch {
		// Storage is full or forbidden: it holds for this visit.
	}
}

export const operator = new Operator();
