import type { Parameter, Parameters } from './parameters.ts';

const list = (text: string): Parameter => ({ kind: 'list', of: text.trim().split(/\s+/) });
const id: Parameter = { kind: 'pattern', pattern: /^[0-9]{1,19}$/ };

const tweetFields =
  list(`article attachments author_id card_uri community_id context_annotations conversation_id
  created_at display_text_range edit_controls edit_history_tweet_ids entities geo id in_reply_to_user_id lang
  matched_media_notes media_metadata non_public_metrics note_request_suggestions note_tweet organic_metrics
  paid_partnership possibly_sensitive promoted_metrics public_metrics referenced_tweets reply_settings scopes source
  suggested_source_links suggested_source_links_with_counts text withheld`);
const userFields = list(`affiliation confirmed_email connection_status created_at description entities id
  is_identity_verified location most_recent_tweet_id name parody pinned_tweet_id profile_banner_url profile_image_url
  protected public_metrics receives_your_dm subscription subscription_type url username verified
  verified_followers_count verified_type withheld`);
const mediaFields =
  list(`alt_text duration_ms height media_key non_public_metrics organic_metrics preview_image_url
  promoted_metrics public_metrics type url variants width`);
const tweetExpansions = list(`article.cover_media article.media_entities attachments.media_keys
  attachments.media_source_tweet attachments.poll_ids author_id edit_history_tweet_ids entities.mentions.username
  geo.place_id in_reply_to_user_id entities.note.mentions.username referenced_tweets.id
  referenced_tweets.id.attachments.media_keys referenced_tweets.id.author_id`);

/** Parameters that shape posts. */
export const tweetParameters: Parameters = {
  'tweet.fields': tweetFields,
  'user.fields': userFields,
  'media.fields': mediaFields,
  'poll.fields': list('duration_minutes end_datetime id options voting_status'),
  'place.fields': list('contained_within country country_code full_name geo id name place_type'),
  expansions: tweetExpansions,
};

/** Parameters that shape users. */
export const userParameters: Parameters = {
  'user.fields': userFields,
  'tweet.fields': tweetFields,
  expansions: list('affiliation.user_id most_recent_tweet_id pinned_tweet_id'),
};

const range: Parameters = {
  since_id: id,
  until_id: id,
  start_time: { kind: 'time' },
  end_time: { kind: 'time' },
};

const token: Parameter = { kind: 'pattern', pattern: /^[0-9a-z]{16,}$/ };

/** Parameters of `GET /2/tweets/search/recent`. */
export const searchParameters: Parameters = {
  query: { kind: 'pattern', pattern: /^.{1,4096}$/s, required: true },
  max_results: { kind: 'integer', minimum: 10, maximum: 100 },
  next_token: token,
  pagination_token: token,
  sort_order: { kind: 'choice', of: ['recency', 'relevancy'] },
  ...range,
  ...tweetParameters,
};

/** Parameters of `GET /2/users/:id/timelines/reverse_chronological`. */
export const timelineParameters: Parameters = {
  max_results: { kind: 'integer', minimum: 1, maximum: 100 },
  pagination_token: token,
  exclude: list('replies retweets'),
  ...range,
  ...tweetParameters,
};

/** Parameters of the lists of direct messages. */
export const messageParameters: Parameters = {
  max_results: { kind: 'integer', minimum: 1, maximum: 100 },
  pagination_token: token,
  event_types: list('MessageCreate ParticipantsJoin ParticipantsLeave'),
  'dm_event.fields': list(`attachments created_at dm_conversation_id entities event_type id participant_ids
    referenced_tweets sender_id text`),
  expansions: list('attachments.media_keys participant_ids referenced_tweets.id sender_id'),
  'media.fields': mediaFields,
  'user.fields': userFields,
  'tweet.fields': tweetFields,
};
