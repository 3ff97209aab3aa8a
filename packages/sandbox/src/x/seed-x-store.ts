import { XStore, type XUser } from './x-store.ts';

const minute = 60_000;

const charles: XUser = {
  id: '1791122618710001003',
  name: 'Charles Babbage',
  username: 'charles_engine',
  description: 'Working on it.',
  createdAt: Date.UTC(2024, 4, 1),
};

/** Who, and what; one every five hours, the newest first. */
const posts: readonly (readonly [author: string, text: string])[] = [
  ['grace_sandbox', 'Taped a moth into the log book today. #debugging'],
  ['ada_sandbox', 'Note G is done. The table of variables fits on one page. #engine'],
  ['charles_engine', 'The mill now carries in one turn. @ada_sandbox will like this. #engine'],
  ['grace_sandbox', 'A nanosecond is 29.9 cm of wire. Ask me for one. https://example.com/nanosecond'],
  ['ada_sandbox', 'Reading "On the Connexion" again & again.'],
  ['charles_engine', 'Street musicians outside since six.'],
  ['grace_sandbox', 'It is easier to ask forgiveness than it is to get permission.'],
  ['ada_sandbox', 'The engine weaves algebraic patterns. #engine #weaving'],
  ['charles_engine', 'New drawings: https://example.com/drawings/21'],
  ['grace_sandbox', 'Compilers: they said it could not be done. #compilers'],
  ['ada_sandbox', 'Lunch with Mary. We agreed about nothing, happily.'],
  ['charles_engine', 'Brass prices are up 3 % < 5 %. Acceptable.'],
  ['grace_sandbox', 'Ships in port are safe. #debugging'],
  ['ada_sandbox', 'Ran operation 21 by hand. 23 comes first.'],
  ['charles_engine', 'Printer asks for the plates by Friday.'],
  ['grace_sandbox', 'Wrote a subroutine so that I never write it again. #compilers'],
  ['ada_sandbox', '機関は代数の模様を織る。'],
  ['charles_engine', 'Tea.'],
  ['grace_sandbox', 'Panel F is clean. #debugging'],
  ['ada_sandbox', 'Question: who checks the checker? #engine'],
  ['charles_engine', 'The Analytical Society meets on Monday.'],
  ['grace_sandbox', 'The most dangerous phrase: we have always done it this way.'],
  ['ada_sandbox', 'Flowers arrived 🌸. No note.'],
  ['charles_engine', 'Twenty thousand cards punched. #engine'],
  ['grace_sandbox', 'Documentation is a letter to a stranger.'],
];

/** A store with a few people who follow each other, posts of the last days and a conversation. */
export function seedXStore(now: number): XStore {
  const store = new XStore();
  store.users.push(charles);
  const [ada, grace] = store.users;
  if (!ada || !grace) throw new Error('The sandbox has no people.');
  store.follows.set(ada.id, new Set([grace.id, charles.id]));
  store.follows.set(grace.id, new Set([ada.id]));
  for (const [index, [username, text]] of [...posts.entries()].reverse()) {
    const author = store.userByName(username);
    if (author) store.addPost({ author, text, at: now - (index + 1) * 300 * minute });
  }
  const first = store.posts()[1];
  if (first)
    store.addPost({
      author: grace,
      text: '@ada_sandbox Congratulations!',
      at: now - 60 * minute,
      replyTo: first,
    });
  store.addMessage({
    sender: grace,
    recipient: ada,
    text: 'May I quote note G?',
    createdAt: now - 90 * minute,
  });
  store.addMessage({
    sender: ada,
    recipient: grace,
    text: 'Please do & send me the page.',
    createdAt: now - 80 * minute,
  });
  store.addMessage({
    sender: charles,
    recipient: ada,
    text: 'Friday at the printer?',
    createdAt: now - 30 * minute,
  });
  return store;
}
